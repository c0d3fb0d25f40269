; What GIMP 3's procedures are called and how they answer, for steps.scm. gimp2/names.scm says the same of GIMP 2.10.

(define (load-picture file) (car (gimp-file-load RUN-NONINTERACTIVE file)))
(define (save-png image layer file)
  (file-png-export #:run-mode RUN-NONINTERACTIVE #:image image #:file file #:compression 1))
(define (save-xcf image layer file) (gimp-xcf-save RUN-NONINTERACTIVE image file))
(define (convert-profile image file)
  (gimp-image-convert-color-profile-from-file image file
    COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC TRUE))
(define (save-gif image file)
  (file-gif-export #:run-mode RUN-NONINTERACTIVE #:image image #:file file #:as-animation TRUE
    #:default-dispose "replace"))
; A window shows the name.
(define (name-image image file) (gimp-image-set-file image (string-append file ".xcf")))
(define (open-images) (vector->list (car (gimp-get-images))))

(define (base-type-of image) (car (gimp-image-get-base-type image)))
(define (active-layer image) (vector-ref (car (gimp-image-get-selected-layers image)) 0))
(define (activate image layer) (gimp-image-set-selected-layers image (vector layer)))
(define (top-layers image) (vector->list (car (gimp-image-get-layers image))))
(define (children item) (vector->list (car (gimp-item-get-children item))))
(define (new-layer image name width height type)
  (car (gimp-layer-new image name width height type 100 LAYER-MODE-NORMAL)))
(define (copy-with-alpha layer)
  (let ((copy (copy-of layer)))
    (gimp-layer-add-alpha copy)
    copy))
(define (copy-of layer) (car (gimp-layer-copy layer)))
(define (new-group image) (car (gimp-group-layer-new image "group")))
(define (new-text image text)
  (car (gimp-text-layer-new image text (car (gimp-context-get-font)) 30 UNIT-PIXEL)))
(define (new-channel image) (car (gimp-channel-new image "channel" 96 64 50 '(0 0 0))))
; Scripts cannot call gimp-selection-float any more.
(define (float-selection layer x y)
  (gimp-edit-copy (vector layer))
  (vector-ref (car (gimp-edit-paste layer TRUE)) 0))

(define (unlock layer)
  (gimp-item-set-lock-position layer FALSE)
  (gimp-item-set-lock-visibility layer FALSE))

(define has-filters #t)
(define (merge-filters layer)
  (if (not (is-true (gimp-item-is-group layer))) (gimp-drawable-merge-filters layer)))
(define (invert-by-filter layer)
  (gimp-drawable-append-new-filter layer "gegl:invert-gamma" "" LAYER-MODE-REPLACE 1.0))
(define (add-shadow layer)
  (gimp-drawable-append-new-filter layer "gegl:dropshadow" "" LAYER-MODE-REPLACE 1.0
    "x" 4.0 "y" 4.0 "radius" 2.0))

(define (width-of drawable) (car (gimp-drawable-get-width drawable)))
(define (height-of drawable) (car (gimp-drawable-get-height drawable)))
(define (offsets-of drawable) (gimp-drawable-get-offsets drawable))

(define (width-of-image image) (gimp-image-get-width image))
(define (height-of-image image) (gimp-image-get-height image))

(define PRECISION-U8-GAMMA PRECISION-U8-NON-LINEAR)
(define PRECISION-U16-GAMMA PRECISION-U16-NON-LINEAR)
(define PRECISION-U32-GAMMA PRECISION-U32-NON-LINEAR)
(define PRECISION-HALF-GAMMA PRECISION-HALF-NON-LINEAR)
(define PRECISION-FLOAT-GAMMA PRECISION-FLOAT-NON-LINEAR)
(define PRECISION-DOUBLE-GAMMA PRECISION-DOUBLE-NON-LINEAR)

; --- the call, with a keyword for each of 2.10's arguments and for each of its options

(define (words text)
  (let loop ((letters (string->list text)) (word '()) (found '()))
    (define (with-word) (if (null? word) found (cons (list->string (reverse word)) found)))
    (cond
      ((null? letters) (reverse (with-word)))
      ((char=? (car letters) #\space) (loop (cdr letters) '() (with-word)))
      (else (loop (cdr letters) (cons (car letters) word) found)))))

(define (quoted text)
  (define (escaped letter) (if (memv letter '(#\" #\\)) (list #\\ letter) (list letter)))
  (string-append "\"" (list->string (apply append (map escaped (string->list text)))) "\""))

; Texts that may look like numbers.
(define texts '("keep" "freeze" "style-places" "style-weights" "style-scales"))

; "seed=3" → " #:seed 3", "optimizer=adam" → " #:optimizer \"adam\""
(define (keyword option)
  (let loop ((name '()) (rest (string->list option)))
    (if (or (null? rest) (char=? (car rest) #\=))
      (let ((value (if (null? rest) "" (list->string (cdr rest)))))
        (string-append " #:" (list->string (reverse name)) " " (if (and (string->number value) (not (member (list->string (reverse name)) texts))) value (quoted value))))
      (loop (cons (car rest) name) (cdr rest)))))

(define has-options #f)
(define (call-plug-in mode image drawable style-file style-drawable size iterations content style options)
  (call-procedure "plug-in-style-transfer" mode image drawable style-file style-drawable size iterations content
    style options))
(define (call-animation mode image style-file options)
  (call-procedure "plug-in-style-transfer-animation" mode image (active-layer image) style-file -1 96 10 1 1000
    options))
(define (call-procedure name mode image drawable style-file style-drawable size iterations content style options)
  (set! passed-drawables (if (vector? drawable) drawable (vector drawable)))
  (set! passed-numbers (list content style))
  (eval (read (open-input-string (string-append
    "(" name " #:run-mode " (number->string mode) " #:image " (number->string image)
    " #:drawables passed-drawables #:style-file " (quoted style-file)
    " #:style-drawable " (number->string style-drawable)
    " #:size " (number->string size) " #:iterations " (number->string iterations)
    " #:content-weight (car passed-numbers) #:style-weight (cadr passed-numbers)"
    (apply string-append (map keyword (words options))) ")")))))
(define passed-drawables #f)
(define passed-numbers #f)
