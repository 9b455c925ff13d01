/* The workload of policy.md by hand: the limit of what one thread can do. */
#include <stdint.h>

typedef int64_t i64;
typedef __int128 i128;

static const i64 RATE[3][3] = {{30, 40, 50}, {25, 35, 45}, {40, 50, 60}};
static const i64 SUPPORT[3] = {6, 5, 7};
static const i64 CAP[3] = {200000000, 150000000, 300000000};

/* Shares the pool of one county by need; claims are over `scale`. */
static void share_out(const i64 *claim, i64 scale, i64 pool, i64 towns, i64 *share)
{
    i64 rest[64], left;
    i128 sum = 0;
    for (i64 t = 0; t < towns; t++) sum += claim[t];
    if (sum <= (i128)pool * scale) {
        i64 total = 0;
        for (i64 t = 0; t < towns; t++) total += share[t] = (claim[t] + scale / 2) / scale;
        if (total <= pool) return;
        left = pool;
        for (i64 t = 0; t < towns; t++) {
            left -= share[t] = claim[t] / scale;
            rest[t] = claim[t] % scale;
        }
    } else {
        i64 whole = (i64)sum;
        left = pool;
        for (i64 t = 0; t < towns; t++) {
            i128 product = (i128)pool * claim[t];
            share[t] = (i64)(product / whole);
            rest[t] = (i64)(product - (i128)share[t] * whole);
            left -= share[t];
        }
    }
    for (; left > 0; left--) {
        i64 best = 0;
        for (i64 t = 1; t < towns; t++)
            if (rest[t] > rest[best]) best = t;
        share[best]++;
        rest[best] = -1;
    }
}

void evaluate(i64 counties, i64 towns, const i64 *class_, const i64 *actual, const i64 *target,
              const i64 *score, const uint8_t *veto, const i64 *over, const i64 *award_pool,
              const i64 *support_pool, i64 *award, i64 *support)
{
    i64 claim[64];
    for (i64 c = 0; c < counties; c++) {
        for (i64 t = 0; t < towns; t++) {
            i64 at = c * towns + t;
            i64 excess = actual[at] > target[at] ? actual[at] - target[at] : 0;
            /* edges of 5 % and 15 % of the target, in hundredths of a fen */
            i64 amount = excess * 100, low = target[at] * 5, high = target[at] * 15;
            i64 first = amount < low ? amount : low;
            i64 second = amount < high ? amount - first : high - low;
            i64 third = amount > high ? amount - high : 0;
            const i64 *rate = RATE[class_[at]];
            i64 factor = score[at] < 60 ? 0 : score[at] < 80 ? 8 : score[at] < 90 ? 10 : 11;
            i64 sum = first * rate[0] + second * rate[1] + third * rate[2];
            claim[t] = veto[at] ? 0 : sum * factor;
        }
        share_out(claim, 100000, award_pool[c], towns, award + c * towns);
        for (i64 t = 0; t < towns; t++) {
            i64 at = c * towns + t;
            i64 wanted = over[at] * SUPPORT[class_[at]], cap = CAP[class_[at]] * 10;
            claim[t] = wanted < cap ? wanted : cap;
        }
        share_out(claim, 10, support_pool[c], towns, support + c * towns);
    }
}
