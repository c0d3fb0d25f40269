; Steps shared by the batch tests. batch.py loads the names.scm of gimp2 or gimp3 first, and defines before that:
;   work-folder       where facts.txt and sheet.png go
;   photo, painting   the content and style files
;
; A test script states facts, one a line, and keeps drawables on a sheet: one picture with a cell for each,
; which is much quicker than a file for each. The Python test that started GIMP compares both with what it expects.

(define facts (open-output-file (string-append work-folder "/facts.txt")))

(define (state case key value)
  (display case facts) (display "\t" facts)
  (display key facts) (display "\t" facts)
  (display value facts) (newline facts))

(define (is-true value) (= TRUE (car value)))

; Runs thunk; an error in it is stated as a fact and not passed on. Returns thunk's value or #f.
(define (try case thunk)
  (call-with-current-continuation
    (lambda (leave)
      (let* ((hook *error-hook*)
             (result #f))
        (set! *error-hook*
          (lambda message
            (set! *error-hook* hook)
            (state case "error" message)
            (leave #f)))
        (set! result (thunk))
        (set! *error-hook* hook)
        result))))

; --- the sheet

(define cell-size 128)
(define columns 16)
(define cells 0)
(define sheet (car (gimp-image-new-with-precision 16 16 RGB PRECISION-U16-GAMMA)))
(gimp-image-undo-disable sheet)

; Puts a copy of a drawable's pixels, at most cell-size wide and high, into the next cell.
(define (keep drawable name)
  (let ((layer (car (gimp-layer-new-from-drawable drawable sheet)))
        (name (string-append "sheet " name)))
    (gimp-image-insert-layer sheet layer 0 -1)
    (unlock layer)
    (merge-filters layer)
    (gimp-item-set-visible layer TRUE)
    (gimp-layer-set-opacity layer 100)
    (if (not (= -1 (car (gimp-layer-get-mask layer)))) (gimp-layer-remove-mask layer MASK-DISCARD))
    (gimp-layer-set-offsets layer (* cell-size (modulo cells columns)) (* cell-size (quotient cells columns)))
    (state name "number" cells)
    (state name "width" (width-of drawable))
    (state name "height" (height-of drawable))
    (set! cells (+ cells 1))))

(define (finish)
  (let* ((file (string-append work-folder "/sheet.png"))
         (width (* cell-size columns))
         (height (* cell-size (+ 1 (quotient cells columns))))
         (background (new-layer sheet "background" width height RGBA-IMAGE))
         (all #f))
    (gimp-image-resize sheet width height 0 0)
    (gimp-image-insert-layer sheet background 0 (length (top-layers sheet)))
    (set! all (car (gimp-image-merge-visible-layers sheet CLIP-TO-IMAGE)))
    (save-png sheet all file)
    (gimp-image-delete sheet)
    (gimp-image-delete photo-image)
    (gimp-image-delete painting-image)
    (state "script" "images-left" (length (open-images)))
    (close-output-port facts)))

; --- the pictures

(define photo-image (load-picture photo))
(define painting-image (load-picture painting))

(define (open-photo)
  (let ((image (car (gimp-image-duplicate photo-image))))
    (gimp-image-clean-all image)
    image))

; Alpha from 0 to opaque: an ellipse with soft edges in the middle is kept.
(define (fade-edges image layer)
  (let ((width (width-of layer))
        (height (height-of layer)))
    (gimp-layer-add-alpha layer)
    (gimp-context-set-feather TRUE)
    (gimp-context-set-feather-radius 8 8)
    (gimp-image-select-ellipse image CHANNEL-OP-REPLACE
      (* width 0.1) (* height 0.1) (* width 0.8) (* height 0.8))
    (gimp-context-set-feather FALSE)
    (gimp-selection-invert image)
    (gimp-drawable-edit-clear layer)
    (gimp-selection-none image)))

; --- painting

; Returns the new layer, or #f after stating the error.
(define (call-with case mode image drawable style-file style-drawable size iterations content style options)
  (let ((result (try case (lambda ()
           (call-plug-in mode image drawable
             style-file style-drawable size iterations content style options)))))
    (if (pair? result) (car result) #f)))

; One scale, few iterations, few layers and the smaller weights: enough to see what it does.
; From the picture itself, so that what is not painted over can be told.
(define few-layers
  "scales=1 init=content content-layers=relu2_1 style-layers=input,relu1_1,relu2_1,relu3_1")
(define quick (string-append few-layers " weights=fast"))
; Quicker than with a file, which GIMP starts another plug-in to read.
(define (paint case image drawable)
  (call-with case RUN-NONINTERACTIVE image drawable "" (active-layer painting-image) 96 10 1 1000 quick))

(define (state-layer case image layer)
  (state case "width" (width-of layer))
  (state case "height" (height-of layer))
  (state case "offset-x" (car (offsets-of layer)))
  (state case "offset-y" (cadr (offsets-of layer)))
  (state case "type" (car (gimp-drawable-type layer)))
  (state case "precision" (car (gimp-image-get-precision image)))
  (state case "parent" (car (gimp-item-get-parent layer)))
  (state case "position" (car (gimp-image-get-item-position image layer)))
  (state case "mask" (if (= -1 (car (gimp-layer-get-mask layer))) "no" "yes"))
  (state case "layers" (count-layers image)))

; All of an image's layers, those in groups too.
(define (count-layers image)
  (define (count ids)
    (if (null? ids) 0
      (+ 1 (if (is-true (gimp-item-is-group (car ids)))
             (count (children (car ids)))
             0)
         (count (cdr ids)))))
  (count (top-layers image)))

; Paints `drawable`, which is `layer` or stands for it, and tells what was there before and after.
; Keeps "CASE before" and "CASE after" (the original) and "CASE painted".
(define (paint-and-tell case image drawable layer)
  (keep layer (string-append case " before"))
  (state-layer (string-append case " original") image layer)
  (let ((painted (paint case image drawable)))
    (if painted
      (begin
        (state-layer case image painted)
        (keep painted (string-append case " painted"))
        ; The original is now one position lower.
        (state case "distance" (- (car (gimp-image-get-item-position image layer))
                                  (car (gimp-image-get-item-position image painted))))))
    (keep layer (string-append case " after"))
    painted))
