; Runs with the dialog, one after the other; test_window.py works each dialog that opens.

(define (dialog case)
  (let* ((image (open-photo))
         (layer (active-layer image)))
    (keep layer (string-append case " before"))
    (let ((painted (call-with case RUN-INTERACTIVE image layer "" -1 96 1 1 1 "")))
      (if (and painted (> painted 0))
        (begin
          (keep painted (string-append case " painted"))
          (state case "name" (car (gimp-item-get-name painted))))))
    (keep layer (string-append case " after"))
    (state case "layers" (length (top-layers image)))
    (gimp-image-delete image)))

(dialog "rendered")
(dialog "cancelled")
(define (repeat case)
  (let* ((image (open-photo))
         (painted (call-with case RUN-WITH-LAST-VALS image (active-layer image) "" -1 96 1 1 1 "")))
    (if painted
      (begin
        (keep painted case)
        (state case "name" (car (gimp-item-get-name painted)))))
    (gimp-image-delete image)))
(repeat "repeated")
(dialog "open image as style")
(repeat "open image repeated")
(dialog "killed")
(finish)
