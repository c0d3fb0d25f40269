; Where a layer may be and what may stand for it: masks, channels, groups, offsets, selections.

; Runs (body image layer) on a fresh photo.
(define (with-photo body)
  (let ((image (open-photo)))
    (body image (active-layer image))
    (gimp-image-delete image)))

(define (add-soft-mask image layer)
  (let ((mask (car (gimp-layer-create-mask layer ADD-MASK-WHITE))))
    (gimp-layer-add-mask layer mask)
    (gimp-context-set-foreground '(0 0 0))
    (gimp-context-set-background '(255 255 255))
    (gimp-edit-blend mask BLEND-FG-BG-RGB LAYER-MODE-NORMAL GRADIENT-LINEAR 100 0 REPEAT-NONE FALSE
      FALSE 1 0 FALSE 0 0 96 0)
    mask))

; Soft edges, so that steps between selected and not are seen too.
(define (select-softly image x y width height)
  (gimp-context-set-feather TRUE)
  (gimp-context-set-feather-radius 6 6)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE x y width height)
  (gimp-context-set-feather FALSE))

(define (keep-mask layer name)
  (let ((mask (car (gimp-layer-get-mask layer))))
    (if (not (= -1 mask)) (keep mask name))))

(with-photo (lambda (image layer)
  (let ((mask (add-soft-mask image layer)))
    (keep mask "mask original mask")
    (let ((painted (paint-and-tell "mask" image mask layer)))
      (if painted (keep-mask painted "mask painted mask"))
      (keep mask "mask original mask after")))))

(with-photo (lambda (image layer)
  (let ((mask (add-soft-mask image layer)))
    (gimp-layer-set-apply-mask layer FALSE)
    (paint-and-tell "mask switched off" image layer layer))))

(with-photo (lambda (image layer)
  (let ((channel (car (gimp-channel-new image 96 64 "channel" 50 '(0 0 0)))))
    (gimp-image-insert-channel image channel 0 0)
    (paint "channel" image channel)
    (state "channel" "layers" (count-layers image)))))

; A group of two layers of different size and place.
(define (group-of-two image layer)
  (let ((group (car (gimp-layer-group-new image)))
        (other (car (gimp-layer-copy layer TRUE))))
    (gimp-image-insert-layer image group 0 0)
    (gimp-image-reorder-item image layer group 0)
    (gimp-image-insert-layer image other group 0)
    (gimp-layer-scale other 48 32 FALSE)
    (gimp-layer-set-offsets other 72 48)
    (gimp-drawable-invert other FALSE)
    (gimp-image-insert-layer image (car (gimp-layer-copy layer FALSE)) 0 -1)
    group))

(with-photo (lambda (image layer)
  (let ((group (group-of-two image layer)))
    (paint-and-tell "group" image group group))))

(with-photo (lambda (image layer)
  (group-of-two image layer)
  (paint-and-tell "in a group" image layer layer)))

(with-photo (lambda (image layer)
  (gimp-layer-set-offsets layer -17 23)
  (paint-and-tell "offset" image layer layer)))

; Larger than the canvas on all sides.
(with-photo (lambda (image layer)
  (gimp-image-resize image 40 30 -20 -10)
  (paint-and-tell "beyond the canvas" image layer layer)))

(with-photo (lambda (image layer)
  (select-softly image 30 20 40 30)
  (keep (car (gimp-image-get-selection image)) "selection")
  (let ((painted (paint-and-tell "selected" image layer layer)))
    (if painted (keep-mask painted "selected mask"))
    (keep (car (gimp-image-get-selection image)) "selection after"))))

; The selection reaches over the layer's edge, and the layer over the canvas.
(with-photo (lambda (image layer)
  (gimp-layer-set-offsets layer 20 -10)
  (select-softly image 5 15 50 60)
  (keep (car (gimp-image-get-selection image)) "offset selection")
  (let ((painted (paint-and-tell "selected at an offset" image layer layer)))
    (if painted (keep-mask painted "selected at an offset mask")))))

(with-photo (lambda (image layer)
  (keep (add-soft-mask image layer) "own mask")
  (select-softly image 30 20 40 30)
  (let ((painted (paint-and-tell "selected with a mask" image layer layer)))
    (if painted (keep-mask painted "selected with a mask mask")))))

(with-photo (lambda (image layer)
  (gimp-item-set-visible layer FALSE)
  (paint-and-tell "hidden" image layer layer)))

(with-photo (lambda (image layer)
  (gimp-item-set-lock-content layer TRUE)
  (gimp-layer-set-lock-alpha layer TRUE)
  (paint-and-tell "locked" image layer layer)))

; Brighter than white, which only floating point can hold.
(with-photo (lambda (image layer)
  (gimp-image-convert-precision image PRECISION-FLOAT-LINEAR)
  (gimp-drawable-levels layer HISTOGRAM-VALUE 0 0.2 FALSE 1 0 1 FALSE)
  (paint-and-tell "brighter than white" image layer layer)))

(with-photo (lambda (image layer)
  (gimp-image-convert-indexed image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 7 FALSE FALSE "")
  (keep layer "indexed before")
  (paint "indexed" image layer)
  (keep layer "indexed after")
  (state "indexed" "layers" (count-layers image))))

(with-photo (lambda (image layer)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 10 10 60 40)
  (let ((floating (car (gimp-selection-float layer 5 5))))
    (paint "floating" image floating)
    (state "floating" "layers" (count-layers image)))))

; Without any style's weight the picture must come out as it went in, in whatever colours the image counts.
(define (copy-with case change)
  (with-photo (lambda (image layer)
    (change image)
    (keep layer (string-append case " before"))
    (let ((painted (call-with case RUN-NONINTERACTIVE image layer painting -1 96 2 1 0
                     (string-append quick " tv-weight=0"))))
      (if painted (keep painted (string-append case " painted")))))))
(copy-with "copy" (lambda (image) #t))
(copy-with "copy in another profile" (lambda (image)
  (gimp-image-convert-color-profile-from-file image wide-profile COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC TRUE)))
(copy-with "copy in another profile and linear" (lambda (image)
  (gimp-image-convert-color-profile-from-file image wide-profile COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC TRUE)
  (gimp-image-convert-precision image PRECISION-FLOAT-LINEAR)))

; The style: files of other kinds, and drawables of an open image.
(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE painting painting)))
       (layer (active-layer image))
       (hidden (car (gimp-layer-copy layer TRUE)))
       (half (car (gimp-layer-copy layer TRUE)))
       (file (string-append work-folder "/layers.xcf")))
  ; What is seen is the painting: an inverted layer is hidden, an inverted half lies below the right one.
  (gimp-image-insert-layer image hidden 0 0)
  (gimp-drawable-invert hidden FALSE)
  (gimp-item-set-visible hidden FALSE)
  (gimp-image-insert-layer image half 0 0)
  (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 40 1000)
  (gimp-drawable-invert layer FALSE)
  (gimp-selection-invert image)
  (gimp-edit-clear half)
  (gimp-selection-none image)
  (gimp-xcf-save 0 image half file file)
  (gimp-image-delete image))
(let* ((style-image (car (gimp-file-load RUN-NONINTERACTIVE painting painting)))
       (style (active-layer style-image)))
  (gimp-image-clean-all style-image)
  (define (paint-with case file drawable)
    (with-photo (lambda (image layer)
      (let ((painted (call-with case RUN-NONINTERACTIVE image layer file drawable 96 10 1 1000 quick)))
        (if painted (keep painted case))))))
  (paint-with "style from a file" painting -1)
  (paint-with "style from a drawable" "" style)
  (paint-with "style from a palette file" (string-append work-folder "/palette.png") -1)
  (paint-with "style from a deep file" (string-append work-folder "/deep.png") -1)
  (paint-with "style from layers" (string-append work-folder "/layers.xcf") -1)
  (state "style image" "dirty" (car (gimp-image-is-dirty style-image)))
  (state "style image" "layers" (count-layers style-image))
  (gimp-image-convert-indexed style-image CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 255 FALSE FALSE "")
  (paint-with "style from an indexed drawable" "" style)
  (gimp-image-convert-grayscale style-image)
  (paint-with "gray style" "" style)
  (gimp-image-delete style-image))

(finish)
