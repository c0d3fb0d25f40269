; An animation: its layers are painted as frames, into a new image.

(define (add-layer image name width height x y red)
  (let ((layer (new-layer image name width height RGBA-IMAGE)))
    (gimp-image-insert-layer image layer 0 0)
    (gimp-context-set-foreground (list red 10 30))
    (gimp-drawable-fill layer FILL-FOREGROUND)
    (gimp-layer-set-offsets layer x y)
    layer))

; The photo; on it a square that is hidden in the image; the photo anew; a square that reaches out of it.
(define (open-animation)
  (let* ((image (open-photo))
         (photo (active-layer image))
         (again (copy-of photo)))
    (gimp-item-set-name photo "Background (100ms)")
    (gimp-item-set-visible (add-layer image "Square (40 MS) (combine)" 20 20 30 20 220) FALSE)
    (gimp-image-insert-layer image again 0 0)
    (gimp-item-set-name again "Frame 3 (replace)")
    (add-layer image "Frame 4 (250ms) (replace) (combine)" 30 30 -10 -10 120)
    (gimp-image-clean-all image)
    image))

; Keeps the painted frames as "CASE 1" …, and states their names. Returns the new image, or #f.
(define (paint-animation case image mode options)
  (let* ((before (length (open-images)))
         (result (try case (lambda () (call-animation mode image (if (= mode RUN-WITH-LAST-VALS) "" painting) options)))))
    (state case "images" (- (length (open-images)) before))
    (state case "layers" (length (top-layers image)))
    (state case "dirty" (car (gimp-image-is-dirty image)))
    (if (pair? result)
      (let ((number 0))
        (state case "width" (car (width-of-image (car result))))
        (state case "height" (car (height-of-image (car result))))
        (state case "base type" (base-type-of (car result)))
        (for-each
          (lambda (layer)
            (set! number (+ number 1))
            (let ((frame (string-append case " " (number->string number))))
              (state frame "name" (car (gimp-item-get-name layer)))
              (state frame "offsets" (offsets-of layer))
              (keep layer frame)))
          (reverse (top-layers (car result))))
        (state case "frames" number)
        (car result))
      #f)))

(define steady (string-append quick " temporal-weight=1000"))

(define animation (open-animation))
(for-each
  (lambda (layer) (keep layer (string-append "original " (car (gimp-item-get-name layer)))))
  (top-layers animation))
(define painted (paint-animation "painted" animation RUN-NONINTERACTIVE steady))
(state "repeated" "status" (if (paint-animation "repeated" animation RUN-WITH-LAST-VALS "") "done" "failed"))
(paint-animation "own" animation RUN-NONINTERACTIVE (string-append quick " temporal-weight=0"))
(if painted
  (begin
    (gimp-image-convert-indexed painted CONVERT-DITHER-NONE CONVERT-PALETTE-GENERATE 255 FALSE FALSE "")
    (save-gif painted (string-append work-folder "/painted.gif"))
    ; As it comes from a GIF file.
    (paint-animation "indexed" painted RUN-NONINTERACTIVE steady)))

(paint-animation "selection" (let ((image (open-animation)))
    (gimp-image-select-rectangle image CHANNEL-OP-REPLACE 0 0 10 10)
    (gimp-image-clean-all image)
    image)
  RUN-NONINTERACTIVE steady)

(define (refuse case image options) (paint-animation case image RUN-NONINTERACTIVE options))
(refuse "one layer" (open-photo) steady)
(refuse "place" animation (string-append steady " keep=selection"))
(refuse "init" animation (string-append "weights=fast scales=1 init=" photo))
(refuse "no such option" animation (string-append quick " optimizer=sgd"))

; All but what finish wants.
(for-each gimp-image-delete
  (let keep-new ((images (open-images)) (found (quote ())))
    (cond ((null? images) found)
          ((member (car images) (list sheet photo-image painting-image)) (keep-new (cdr images) found))
          (else (keep-new (cdr images) (cons (car images) found))))))
(finish)
