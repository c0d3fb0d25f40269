; The procedure as GIMP knows it, and what repeats: the same run, and the last run's values.

(let ((plug-ins (gimp-plugins-query "Style Transfer")))
  (state "registered" "menus" (cadr plug-ins))
  (state "registered" "procedures" (list-ref plug-ins 11)))
(let ((info (gimp-procedural-db-proc-info "plug-in-style-transfer")))
  (state "registered" "license" (list-ref info 3))
  (state "registered" "arguments" (list-ref info 6))
  (state "registered" "values" (list-ref info 7)))
(define (state-argument number)
  (let ((info (gimp-procedural-db-proc-arg "plug-in-style-transfer" number)))
    (state "argument types" number (car info))
    (state "argument names" number (cadr info))))
(for-each state-argument '(0 1 2 3 4 5 6 7 8 9))
(state "registered" "value" (cadr (gimp-procedural-db-proc-val "plug-in-style-transfer" 0)))

(let ((info (gimp-procedural-db-proc-info "plug-in-style-transfer-animation")))
  (state "animation" "arguments" (list-ref info 6))
  (state "animation" "value" (cadr (gimp-procedural-db-proc-val "plug-in-style-transfer-animation" 0))))

(define (run case mode style-file iterations options)
  (let* ((image (open-photo))
         (painted (call-with case mode image (active-layer image) style-file -1 96 iterations 1 1000 options)))
    (if painted
      (begin
        (keep painted case)
        (state case "name" (car (gimp-item-get-name painted)))))
    (state case "layers" (length (top-layers image)))
    (gimp-image-delete image)))

; The first call of the session. The values passed must not be used, only those of the last run.
(define (repeat case) (run case RUN-WITH-LAST-VALS (string-append work-folder "/nowhere.png") 1 "seed=99"))
(repeat "nothing to repeat")
(run "first" RUN-NONINTERACTIVE painting 10 "weights=fast scales=1 seed=3")
(run "first again" RUN-NONINTERACTIVE painting 10 "weights=fast scales=1 seed=3")
(repeat "first repeated")
(run "second" RUN-NONINTERACTIVE photo 6 "weights=fast scales=1 seed=4 style-layers=relu1_1,relu2_1")
(repeat "second repeated")
(run "failed" RUN-NONINTERACTIVE painting 6 "seed=none")
(repeat "second repeated after a failure")
(run "one picture at two scales" RUN-NONINTERACTIVE painting 4 "weights=fast scales=2")

; The last values name the style by its drawable, which is gone when its image is closed.
(let* ((style-image (load-picture painting))
       (image (open-photo)))
  (call-with "style image" RUN-NONINTERACTIVE image (active-layer image) "" (active-layer style-image)
    96 4 1 1000 quick)
  (gimp-image-delete style-image)
  (gimp-image-delete image))
(repeat "style image closed")

(finish)
