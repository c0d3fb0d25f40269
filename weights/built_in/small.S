# small.safetensors as read-only data; the build names the file.
        .section .rodata
        .balign 16
        .globl small_weights_begin
small_weights_begin:
        .incbin SMALL_WEIGHTS
        .globl small_weights_end
small_weights_end:
        .section .note.GNU-stack,"",%progbits
