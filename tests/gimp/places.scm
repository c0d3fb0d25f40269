; Several styles, each in a place of its own, what is kept and what is frozen: by channel, selection, layer mask and layer.

(define (select-left image) (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 48 64))

(define (left-channel image)
  (select-left image)
  (let ((channel (car (gimp-selection-save image))))
    (gimp-selection-none image)
    channel))

(define (left-layer image)
  (let ((layer (new-layer image "left" 96 64 RGB-IMAGE)))
    (gimp-image-insert-layer image layer 0 1)
    (gimp-context-set-foreground '(0 0 0))
    (gimp-drawable-fill layer FILL-FOREGROUND)
    (select-left image)
    (gimp-context-set-foreground '(255 255 255))
    (gimp-drawable-edit-fill layer FILL-FOREGROUND)
    (gimp-selection-none image)
    layer))

(define (left-mask image layer)
  (select-left image)
  (gimp-layer-add-mask layer (car (gimp-layer-create-mask layer ADD-MASK-SELECTION)))
  (gimp-selection-none image))

; (prepare image layer) gives the option's value. `before`: the options that come before it.
(define (run-in case style-file before prepare)
  (let* ((image (open-photo))
         (layer (active-layer image))
         (options (string-append quick before (prepare image layer)))
         (painted (call-with case RUN-NONINTERACTIVE image layer style-file -1 96 12 1 1000 options)))
    (if painted
      (begin
        (keep painted case)
        (state case "mask" (if (= -1 (car (gimp-layer-get-mask painted))) "no" "yes"))))
    (gimp-image-delete image)))
(define (nothing image layer) "")

(run-in "one style" painting "" nothing)
(run-in "the other style" other-style "" nothing)

(define two (string-append " more-styles=" other-style " style-places="))
(define (number-of item) (number->string item))
(run-in "channel" painting two (lambda (image layer) (string-append (number-of (left-channel image)) ",none")))
(run-in "selection" painting two (lambda (image layer) (select-left image) "selection,none"))
(run-in "layer mask" painting two (lambda (image layer) (left-mask image layer) "mask,none"))
(run-in "layer" painting two (lambda (image layer) (string-append (number-of (left-layer image)) ",none")))
(run-in "mixed" painting (string-append " more-styles=" other-style " style-weights=1,0") nothing)

(keep (active-layer photo-image) "photo")
(define firm " content-layers=relu1_1 content-weight=150")
(run-in "free" painting firm nothing)
(run-in "kept" painting (string-append firm " keep=") (lambda (image layer) (number-of (left-channel image))))
(run-in "frozen" painting " freeze=" (lambda (image layer) (number-of (left-channel image))))

(run-in "deleted" painting two (lambda (image layer)
  (let ((channel (left-channel image)))
    (gimp-image-remove-channel image channel)
    (string-append (number-of channel) ",none"))))
(run-in "nothing selected" painting two (lambda (image layer) "selection,none"))
(run-in "too many places" painting " style-places=" (lambda (image layer) "none,none"))
(run-in "too few weights" painting (string-append " more-styles=" other-style " style-weights=1") nothing)
(run-in "negative" painting (string-append " more-styles=" other-style " style-weights=1,-1") nothing)
(run-in "no such file" painting " more-styles=/nowhere/b.png" nothing)

(finish)
