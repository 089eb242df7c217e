import { openListMarkers } from './list-markers.js';
import { openPreformatted } from './preformatted.js';
import { openTableLayout } from './table-layout.js';
import { openTextWriter } from './text-writer.js';
// Deeper quotations look like this one, so that text cannot outgrow its page.
const maxQuotations = 3;
/** A sink that writes a page as text in a style; `result` gives what was written. */
export function openTextSink(style) {
    const writer = openTextWriter();
    const table = openTableLayout(writer, style.headedCells);
    const lists = openListMarkers(writer, style.indentItems);
    const pre = openPreformatted();
    let quotations = 0;
    function quote(change) {
        quotations += change;
        lists.quoteWith(style.quotation.repeat(Math.min(quotations, maxQuotations)));
    }
    function closePreformatted() {
        const text = pre.close();
        if (text === undefined)
            return;
        writer.breakLine(2);
        writer.writeVerbatim(style.preformatted(text));
        writer.breakLine(2);
    }
    function begin(name, attributes) {
        if (name === 'br')
            writer.addLineBreak();
        else if (name === 'li')
            lists.item();
        else if (name === 'td' || name === 'th')
            table.beginCell(name === 'th');
        else if (name === 'tr')
            table.beginRow();
        else if (name === 'table')
            table.beginTable();
        else if (name === 'img')
            writeInline(style.image(attributes));
        else if (name === 'hr')
            writeRule(style.rule);
        else if (headingLevel(name) > 0)
            writer.startNextLineWith(style.heading(headingLevel(name)));
    }
    function writeInline(text) {
        if (text !== '')
            writer.writeVerbatim(text);
    }
    function writeRule(rule) {
        writeInline(rule);
        writer.breakLine(2);
    }
    return {
        text: (text) => (pre.isOpen() ? pre.add(text) : writer.write(text)),
        open: (name, element, attributes) => {
            // What an end undoes is done everywhere, also in preformatted text.
            if (isList(name))
                lists.open(name === 'ol', attributes.get('start'));
            if (name === 'blockquote')
                quote(1);
            if (isPreformatted(name))
                return pre.open();
            if (pre.isOpen()) {
                if (name === 'br' || element.breaks !== undefined)
                    pre.breakLine(name === 'br');
                return;
            }
            if (element.breaks !== undefined)
                writer.breakLine(element.breaks);
            if (element.scope === 'inline')
                style.mark(writer, name, attributes);
            else
                begin(name, attributes);
        },
        close: (name, element) => {
            if (isPreformatted(name))
                return closePreformatted();
            if (isList(name))
                lists.close();
            if (name === 'blockquote')
                quote(-1);
            if (headingLevel(name) > 0)
                writer.startNextLineWith('');
            if (element.scope === 'inline')
                writer.closeMark(name);
            if (element.breaks === undefined)
                return;
            if (pre.isOpen())
                return pre.breakLine(false);
            if (name === 'tr' || name === 'table')
                table.endRow();
            writer.breakLine(element.breaks);
        },
        result: writer.text,
    };
}
function isList(name) {
    return name === 'ul' || name === 'ol' || name === 'menu';
}
function isPreformatted(name) {
    return name === 'pre' || name === 'listing' || name === 'xmp';
}
function headingLevel(name) {
    return /^h[1-6]$/.test(name) ? Number(name[1]) : 0;
}
//# sourceMappingURL=text-sink.js.map