import { code, link, list, nextParagraph, section } from './blocks.js';
/** What a reader may do now: decide, or look closer. */
export function nextSection({ manifest, latest }) {
    const { dataset, version, gatesPassed } = manifest;
    const name = `${dataset}@${version}`;
    const command = (words) => code(`npx millrace ${words}`);
    const decide = gatesPassed || latest === version
        ? []
        : [
            `Accept it, and move ${code('latest')} here: ${command(`approve ${name}`)}`,
            `Refuse it for good: ${command(`reject ${name}`)}`,
            `Or mend the input or the recipe and build again.`,
        ];
    const changes = version === 1 ? [] : [`What changed: ${command(`diff ${dataset}@${version - 1} ${name}`)}`];
    return section('What to do next', [
        list([
            ...decide,
            `${link('The whole report', `/millrace/report/${encodeURIComponent(name)}`)}: ${command(`show ${name} --report report.html`)}`,
            `What became of a record: ${command(`why ${name} --id ID`)}`,
            ...changes,
            `Whether its files are whole: ${command(`verify ${name}`)}`,
        ]),
        nextParagraph(`Links to reports and records open where the UI was opened by ${command('up --dashboard')}.`),
    ]);
}
//# sourceMappingURL=next-section.js.map