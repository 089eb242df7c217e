import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { isSrgbProfile } from '../../../pipelines/images/colour-profile.js';
async function profile(name) {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#a07' } });
    const { icc } = await sharp(await picture.withIccProfile(name).jpeg().toBuffer()).metadata();
    return icc ?? assert.fail(`no profile ${name}`);
}
const srgb = await profile('srgb');
test('the profiles that libvips brings along', async () => {
    assert.equal(isSrgbProfile(srgb), true);
    assert.equal(isSrgbProfile(await profile('p3')), false);
    assert.equal(isSrgbProfile(await profile('cmyk')), false);
});
/** A profile with sRGB's primaries and this tone curve for all three channels. */
function withCurve(curve) {
    const tags = srgb.readUInt32BE(128);
    const made = Buffer.concat([srgb, curve]);
    for (let tag = 0; tag < tags; tag++) {
        const at = 132 + 12 * tag;
        if (made.toString('latin1', at + 1, at + 4) === 'TRC')
            made.writeUInt32BE(srgb.length, at + 4);
    }
    return made;
}
function curve(type, body) {
    const bytes = Buffer.alloc(12 + 4 * body.length);
    bytes.write(type, 0, 'latin1');
    for (const [place, value] of body.entries())
        bytes.writeInt32BE(Math.round(value * 65_536), 12 + 4 * place);
    return bytes;
}
test('the tone curve counts, in whatever form it is written', () => {
    const formula = curve('para', [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
    formula.writeUInt16BE(3, 8);
    assert.equal(isSrgbProfile(withCurve(formula)), true);
    const power = curve('para', [1.8]);
    assert.equal(isSrgbProfile(withCurve(power)), false);
    const linear = curve('curv', []);
    assert.equal(isSrgbProfile(withCurve(linear)), false);
    const table = Buffer.alloc(12 + 2 * 1024);
    table.write('curv', 0, 'latin1');
    table.writeUInt32BE(1024, 8);
    for (let entry = 0; entry < 1024; entry++) {
        const x = entry / 1023;
        const y = x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
        table.writeUInt16BE(Math.round(y * 65_535), 12 + 2 * entry);
    }
    assert.equal(isSrgbProfile(withCurve(table)), true);
    table.writeUInt32BE(0xffffffff, 8);
    assert.equal(isSrgbProfile(withCurve(table)), false);
});
test('damaged profiles never throw', () => {
    fc.assert(fc.property(fc.nat(srgb.length - 1), fc.nat(255), fc.nat(srgb.length), (at, value, length) => {
        const damaged = Buffer.from(srgb);
        damaged[at] = value;
        assert.equal(typeof isSrgbProfile(damaged.subarray(0, length)), 'boolean');
    }));
});
//# sourceMappingURL=colour-profile.test.js.map