export function isImageProblem(value) {
    return 'problem' in value;
}
//# sourceMappingURL=image-view.js.map