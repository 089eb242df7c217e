import { byCodeUnit } from '../../core/code-unit-order.js';
import { escapeMarkup } from '../markup.js';
import { countText } from '../number-text.js';
import { shorten } from '../printable.js';
import { card } from './page.js';
/** Pixels of the longer side up to which a thumbnail is shown enlarged, its pixels as squares. */
const tinySide = 48;
/** Kept images, by label, the most frequent label first. */
export function keptSheet(all, { labels, otherLabels }, kept) {
    const labelled = Object.values(labels).reduce((sum, count) => sum + count, otherLabels);
    // Of very many labels not all are counted.
    const countOf = (label) => label === '' ? kept - labelled : Object.hasOwn(labels, label) ? (labels[label] ?? 0) : null;
    const groups = groupsOf(all, ['kept'], countOf);
    const named = groups.length > 1 || groups.some(({ name }) => name !== '');
    const heading = ({ name, count }) => named ? headingOf(name === '' ? 'without a label' : name, count) : '';
    const labelsLeft = Object.keys(labels).length - groups.filter(({ name }) => name !== '').length;
    const notShown = labelsLeft === 1 ? 'One more label is not shown.' : `${countText(labelsLeft)} more labels are not shown.`;
    const more = labelsLeft > 0 && otherLabels === 0 ? ` ${notShown}` : '';
    return card('Images that stayed', `Some kept images${named ? ' of each label' : ''}, drawn by a hash of their ids.${more}`, [sheets(groups.map((group) => `${heading(group)}${sheet(group.thumbnails.map((each) => figure(each, '')))}`))]);
}
/** Images that left, by stage and reason, the most frequent reason first. */
export function leftSheet(all, { reasons }, name) {
    const groups = groupsOf(all, ['dropped', 'merged', 'quarantined'], (reason) => Object.hasOwn(reasons, reason) ? (reasons[reason] ?? 0) : 0);
    return card('Images that left', `Some of each reason, drawn by a hash of their ids. npx millrace why ${name} --id ID explains any other.`, [
        sheets(groups.map(({ name: reason, count, thumbnails }) => {
            const figures = thumbnails.map((each) => figure(each, each.into === null ? '' : `into ${shorten(each.into, 10)}`));
            return `${headingOf(reason.replace('.', ' · '), count)}${sheet(figures)}`;
        })),
    ]);
}
/** Some images, each with its augmented copies beside it. */
export function copiesSheet(all, { shards }) {
    const copies = shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
    const parents = new Map();
    for (const each of all) {
        if (each.sheet !== 'copies')
            continue;
        const key = `${each.id}\n${each.source}`;
        parents.set(key, [...(parents.get(key) ?? []), each]);
    }
    return card('Augmented copies', `The train split holds ${countText(copies)} copies beside the images that they were made of. Here an image stands first, and its copies follow.`, [
        sheets([...parents.values()].map((each) => sheet(each.map((thumbnail) => figure(thumbnail, thumbnail.copy === 0 ? '' : `copy ${thumbnail.copy}`))))),
    ]);
}
function groupsOf(all, sheets, countOf) {
    const groups = new Map();
    for (const thumbnail of all) {
        if (!sheets.includes(thumbnail.sheet))
            continue;
        groups.set(thumbnail.group, [...(groups.get(thumbnail.group) ?? []), thumbnail]);
    }
    return [...groups]
        .map(([name, thumbnails]) => ({ name, count: countOf(name), thumbnails }))
        .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || byCodeUnit(a.name, b.name));
}
function headingOf(name, count) {
    const counted = count === null ? '' : ` <span class="soft">${countText(count)}</span>`;
    return `<h3>${escapeMarkup(shorten(name, 80))}${counted}</h3>`;
}
/** Sheets beside each other, as far as there is room. */
function sheets(all) {
    return all.length === 0 ? '' : `<div class="sheets">${all.map((each) => `<div>${each}</div>`).join('\n')}</div>`;
}
function sheet(figures) {
    return `<div class="sheet">${figures.join('')}</div>`;
}
function figure({ id, source, width, height, image }, note) {
    const sides = width === 0 ? '' : `${width} × ${height}`;
    const tiny = width > 0 && Math.max(width, height) <= tinySide ? ' class="tiny"' : '';
    const shown = image.length === 0
        ? '<i>cannot be shown</i>'
        : `<img${tiny} alt="" src="data:image/jpeg;base64,${Buffer.from(image).toString('base64')}">`;
    const lines = note === '' ? [fileName(source), sides] : [note, sides];
    const caption = lines.filter((line) => line !== '').map(escapeMarkup);
    return `<figure title="${escapeMarkup(`${shorten(source, 120)} ${shorten(id, 64)}`)}">${shown}<figcaption>${caption.join('<br>')}</figcaption></figure>`;
}
/** The last part of a source, by which people know a picture. */
function fileName(source) {
    const name = source.slice(source.lastIndexOf('/') + 1);
    return shorten(name === '' ? source : name, 18);
}
//# sourceMappingURL=contact-sheets.js.map