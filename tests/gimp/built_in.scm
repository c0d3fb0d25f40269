; Paints with the weights that come with the program, as somebody does who has installed it for himself; and once more
; when their file is damaged.

(let* ((image (open-photo))
       (layer (active-layer image))
       (painted (call-with "vgg16" RUN-NONINTERACTIVE image layer "" (active-layer painting-image) 96 3 3 10 "weights=vgg16 scales=1")))
  (keep layer "vgg16 before")
  (if painted (keep painted "vgg16 painted"))
  (if painted (state "vgg16" "recipe" (caddar (gimp-item-get-parasite painted "style-transfer-recipe"))))
  (let ((file (open-output-file weights-file)))
    (display "none" file)
    (close-output-port file))
  (call-with "damaged" RUN-NONINTERACTIVE image layer "" (active-layer painting-image) 96 3 3 10 "weights=vgg16 scales=1")
  (state "damaged" "layers" (length (top-layers image)))
  (gimp-image-delete image))

(finish)
