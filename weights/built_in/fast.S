# fast.safetensors as read-only data; the build names the file.
        .section .rodata
        .balign 16
        .globl fast_weights_begin
fast_weights_begin:
        .incbin FAST_WEIGHTS
        .globl fast_weights_end
fast_weights_end:
        .section .note.GNU-stack,"",%progbits
