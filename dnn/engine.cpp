#include "dnn/engine.h"
