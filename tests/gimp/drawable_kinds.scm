; Each kind of pixel that GIMP has: colour model, with and without alpha, sample type, linear or perceptual.

(define precisions (list
  (cons "u8" PRECISION-U8-GAMMA) (cons "u8-linear" PRECISION-U8-LINEAR)
  (cons "u16" PRECISION-U16-GAMMA) (cons "u16-linear" PRECISION-U16-LINEAR)
  (cons "u32" PRECISION-U32-GAMMA) (cons "u32-linear" PRECISION-U32-LINEAR)
  (cons "half" PRECISION-HALF-GAMMA) (cons "half-linear" PRECISION-HALF-LINEAR)
  (cons "float" PRECISION-FLOAT-GAMMA) (cons "float-linear" PRECISION-FLOAT-LINEAR)
  (cons "double" PRECISION-DOUBLE-GAMMA) (cons "double-linear" PRECISION-DOUBLE-LINEAR)))

(define (paint-kind model precision)
  (let* ((case (string-append model " " (car precision)))
         (image (open-photo))
         (layer (active-layer image)))
    (if (or (string=? model "gray") (string=? model "graya")) (gimp-image-convert-grayscale image))
    (if (not (= (car (gimp-image-get-precision image)) (cdr precision)))
      (gimp-image-convert-precision image (cdr precision)))
    (if (or (string=? model "rgba") (string=? model "graya")) (fade-edges image layer))
    (paint-and-tell case image layer layer)
    (gimp-image-delete image)))

(define (paint-kinds model precisions)
  (for-each (lambda (precision) (paint-kind model precision)) precisions))

; Without alpha not each again: test_drawable_kinds.py has the same ones.
(define few (list (assoc "u8" precisions) (assoc "u16-linear" precisions) (assoc "float" precisions)))
(paint-kinds "rgb" few)
(paint-kinds "rgba" precisions)
(paint-kinds "gray" few)
(paint-kinds "graya" precisions)
(finish)
