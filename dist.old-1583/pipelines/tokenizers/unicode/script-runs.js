/** Scripts of Unicode 16.0 that patterns may name, as Oniguruma has them: runs as `gap,length` in base 36. */
export const scriptRuns = {
    Han: `
  96o,q 1,2h c,5y 1b,1 1,1 p,9 e,4 qs,534 1s,g74 hkw,a6 2,2y n48,2 c,2 sge,wyo w,37e 6,66 2,4g2 e,5rl f,ha 1wi,f2
  15u,3t7 5,38g
  `,
    Hiragana: `
  9j5,2e 6,3 23q9,7z i,1 t,3 crx,1
  `,
    Katakana: `
  9lt,2i 2,3 6o,g 5s,1b 1,2g 14b2,a 1,19 ytu,4 1,7 1,2 1,1 7z,3 1e,1 e,4
  `,
    Hangul: `
  3cw,74 5ym,2 75,2m 35,v 1t,v nhd,t hv,8mc c,n 4,1d 7tw,v 3,6 2,6 2,6 2,3
  `,
    Latin: `
  1t,q 6,q 1b,1 f,1 5,n 1,v 1,ch 13,5 55n,12 6,1d 5,4 5,d 1,1y 1t,74 a9,1 d,1 g,d 3x,2 6,1 r,1 h,15 253,w o82,2u 3,1v
  2,2 1,1 1,8 l,e mo,17 1,9 1,4 fpy,7 t6,q 6,q 1lx,6 1,16 1,9 16it,v 6,6
  `,
    Cyrillic: `
  sg,3p 2,4p 4ls,b 4g,1 24,1 38n,w nr4,2o ham,2 18n4,1q x,1
  `,
    Greek: `
  og,4 1,3 2,4 1,1 4,1 1,1 1,3 1,1 1,k 1,1r e,g 4yu,5 1e,5 4,5 2c,1 8w,m 2,6 2,12 2,6 2,8 1,1 1,1 1,1 1,v 2,1h 1,f 1,e
  2,6 1,j 2,3 1,9 87,1 rb2,1 gyi,27 h,1 155r,1y
  `,
    Thai: `
  2rl,1m 5,s
  `,
    Arabic: `
  16o,5 1,6 1,e 1,3 1,w 1,a b,q 1,30 1,y 28,1c 6o,v 1,2 5,23 1,t 1bv4,37 g,a3 2,28 2,1i 7,1 w,g 34,5 1,3r 31f,v 1v,3
  1j,4 181s,4 1,r 1,2 1,1 2,1 1,a 1,4 1,1 1,1 6,1 4,1 1,1 1,1 1,3 1,2 1,1 2,1 1,1 1,1 1,1 1,1 1,2 1,1 2,4 1,7 1,4 1,4
  1,1 1,a 1,h 5,3 1,5 1,h 1g,2
  `,
};
//# sourceMappingURL=script-runs.js.map