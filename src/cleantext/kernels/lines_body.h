/* Included by lines.h, once for each instruction set. */
#include "lines_body_signs.h"
#include "lines_body_words.h"
#include "lines_body_layers.h"
#include "lines_body_line.h"
#include "lines_body_page.h"
