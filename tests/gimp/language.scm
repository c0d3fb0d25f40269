; A painting and what goes wrong with one, where the desktop speaks another language.

(let* ((image (open-photo))
       (layer (active-layer image))
       (painted (paint "painted" image layer)))
  (if painted (state "painted" "name" (car (gimp-item-get-name painted))))
  (call-with "missing style" RUN-NONINTERACTIVE image layer (string-append work-folder "/nowhere.png") -1
    96 5 1 1000 quick)
  (call-with "missing weights" RUN-NONINTERACTIVE image layer painting -1
    96 5 1 1000 (string-append few-layers " weights=/nowhere/vgg.safetensors"))
  (gimp-image-delete image))

(finish)
