// Where optical flow can be trusted: Ruder et al., arXiv 1604.08610, eq. 5 and 6, after Sundaram, Brox &
// Keutzer, ECCV 2010. With b the flow back from a pixel and f̃ the flow forward from where that leads,
//
//   |b + f̃|² ≤ 0.01·(|b|² + |f̃|²) + 0.5        or the pixel was hidden before, and
//   |∇u|² + |∇v|² ≤ 0.04·|b|² + 0.1             or it is on the edge of something that moves.
//
// The second, t, is a soft weight here, t / (t + excess), and milder than the paper's 0.01·|b|² + 0.002: flow
// of DIS would else leave out a third of a hand-held film, most of it rightly followed.
#pragma once

#include "core/film_painter.h"
#include "core/plane.h"

namespace core {

// Where the camera rests (a tenth of the pixels moves by less than 0.1), sets the flow to none where one
// picture explains the other as well unmoved: of a plain wall flow follows the camera's noise, and a painting
// that is warped by that at every frame washes out.
void rest(Flow& flow, const Image& from, const Image& to);

// Of each pixel of a frame, 0…1; 0 where the flow leads out of the picture before. `back`: from the frame to
// the one before; `forward`: from that one to the frame.
Plane trust_of(const Flow& back, const Flow& forward);

// How like each pixel of a frame is to the frame before, warped to it: 1 / (1 + (d/s)⁴), d the root mean
// square difference of the colours of 3×3 pixels, s 8 levels of 255. Flow that does not see what moves is
// wrong both ways alike: people who walk far from the camera dissolved without this.
Plane likeness(const Image& frame, const Image& warped);

// The share of the pixels, 0…1, that were hidden before by the first of the two.
double hidden_share(const Flow& back, const Flow& forward);

}  // namespace core
