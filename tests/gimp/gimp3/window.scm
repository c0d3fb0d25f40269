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
(let* ((image (open-photo))
       (painted (call-with "repeated" RUN-WITH-LAST-VALS image (active-layer image) "" -1 96 1 1 1 "")))
  (if painted (keep painted "repeated"))
  (gimp-image-delete image))
(dialog "killed")
(finish)
