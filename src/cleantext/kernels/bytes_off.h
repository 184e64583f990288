/* Takes the names of bytes_on.h back. */
#undef V
#undef EACH
#undef LOAD
#undef STORE
#undef ONE
#undef EQ
#undef GT
#undef OR
#undef AND
#undef WITHOUT
#undef ADD
#undef BITS
#undef TOP
#undef AMONG
#undef EQUAL
