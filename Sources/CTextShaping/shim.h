#ifndef CTEXTSHAPING_SHIM_H
#define CTEXTSHAPING_SHIM_H

#include <fribidi/fribidi.h>
#include <hb.h>
#include <stdbool.h>
#include <stdlib.h>

/// Finds the embedding level of each of `count` characters of a line: even from left to right, odd from
/// right to left. False without memory.
///
/// The types of FriBidi's constants differ from version to version, so they stay in C.
static inline bool shim_embedding_levels(
  const FriBidiChar *text, int count, bool is_right_to_left, signed char *levels
) {
  FriBidiParType direction = is_right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
  FriBidiCharType *types = malloc(count * sizeof *types);
  FriBidiBracketType *brackets = malloc(count * sizeof *brackets);
  bool succeeds = types && brackets;
  if (succeeds) {
    fribidi_get_bidi_types(text, count, types);
    fribidi_get_bracket_types(text, count, types, brackets);
    succeeds = fribidi_get_par_embedding_levels_ex(types, brackets, count, &direction, levels) != 0;
  }
  free(types);
  free(brackets);
  return succeeds;
}

#endif
