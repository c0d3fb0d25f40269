; What GIMP 2.10's procedures are called and how they answer, for steps.scm. gimp3/names.scm says the same of GIMP 3.

(define (load-picture file) (car (gimp-file-load RUN-NONINTERACTIVE file file)))
(define (save-png image layer file) (file-png-save RUN-NONINTERACTIVE image layer file file 0 1 0 0 0 0 0))
(define (save-xcf image layer file) (gimp-xcf-save 0 image layer file file))
(define (convert-profile image file)
  (gimp-image-convert-color-profile-from-file image (string-append "file://" file)
    COLOR-RENDERING-INTENT-RELATIVE-COLORIMETRIC TRUE))
(define (name-image image file) #t) ; as the file that it comes from
(define (save-gif image file)
  (file-gif-save RUN-NONINTERACTIVE image (active-layer image) file file 0 1 100 2))
(define (open-images) (vector->list (cadr (gimp-image-list))))

(define (base-type-of image) (car (gimp-image-base-type image)))
(define (active-layer image) (car (gimp-image-get-active-layer image)))
(define (activate image layer) (gimp-image-set-active-layer image layer))
(define (top-layers image) (vector->list (cadr (gimp-image-get-layers image))))
(define (children item) (vector->list (cadr (gimp-item-get-children item))))
(define (new-layer image name width height type)
  (car (gimp-layer-new image width height type name 100 LAYER-MODE-NORMAL)))
(define (copy-with-alpha layer) (car (gimp-layer-copy layer TRUE)))
(define (copy-of layer) (car (gimp-layer-copy layer FALSE)))
(define (new-group image) (car (gimp-layer-group-new image)))
(define (new-text image text) (car (gimp-text-layer-new image text "Sans" 30 UNIT-PIXEL)))
(define (new-channel image) (car (gimp-channel-new image 96 64 "channel" 50 '(0 0 0))))
(define (float-selection layer x y) (car (gimp-selection-float layer x y)))

(define has-filters #f)
(define (merge-filters layer) #t)
(define (unlock layer) #t) ; which it refuses for groups

(define (width-of drawable) (car (gimp-drawable-width drawable)))
(define (height-of drawable) (car (gimp-drawable-height drawable)))
(define (offsets-of drawable) (gimp-drawable-offsets drawable))

(define (width-of-image image) (gimp-image-width image))
(define (height-of-image image) (gimp-image-height image))

(define has-options #t)
(define (call-animation mode image style-file options)
  (plug-in-style-transfer-animation mode image (active-layer image) style-file -1 96 10 1 1000 options))
(define (call-plug-in mode image drawable style-file style-drawable size iterations content style options)
  (plug-in-style-transfer mode image drawable
    style-file style-drawable size iterations content style options))
