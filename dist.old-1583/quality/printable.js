/** Control characters, marks that turn the direction of the text around them, and what XML 1.0 forbids. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/g;
/** Text from data made safe to print on one line of a terminal or a page: what could command either becomes U+FFFD. */
export function printable(text) {
    return text.toWellFormed().replace(unsafe, '\ufffd');
}
/** Text cut to so many code units, with an ellipsis for what is missing. */
export function shorten(text, length) {
    return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
//# sourceMappingURL=printable.js.map