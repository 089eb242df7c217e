/** An augmentation that changes colours alone, with probability `p`. */
export function defineRecolouring(definition) {
    const { recolour, ...rest } = definition;
    return {
        ...rest,
        apply: (image, parameters, draws) => {
            if (draws.unit() >= parameters.p)
                return image;
            return { pixels: recolour(image.pixels, parameters), boxes: image.boxes };
        },
    };
}
//# sourceMappingURL=recolouring.js.map