/* Makes llms.txt (https://llmstxt.org) from the pages of the package: their titles and their first sentences. */

import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..');

/** A Markdown page: where it is in the package, and its text. */
export type Page = {readonly path: string; readonly text: string};

/** The pages of the package, in order of their paths. */
export const pages = (): readonly Page[] =>
	globSync(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'docs/**/*.md'], {cwd: root})
		.map((path) => path.replaceAll('\\', '/'))
		.toSorted()
		.map((path) => ({path, text: readFileSync(join(root, path), 'utf8')}));

const sections: readonly (readonly [title: string, has: RegExp])[] = [
	['Start here', /^README\.md$/],
	['Optional', /^(CHANGELOG|CONTRIBUTING|docs\/(mutation|performance))\.md$/],
	['Guides', /^docs\/guides\//],
	['Recipes', /^docs\/recipes(\/|\.md$)/],
	['Topics', /^docs\//],
];

/* By the convention, what can be skipped comes last. */
const order = ['Start here', 'Topics', 'Guides', 'Recipes', 'Optional'];

const sectionOf = ({path}: Page): string => {
	const [title] = sections.find(([, has]) => has.test(path)) ?? [];
	if (title === undefined) throw new Error(`${path} belongs to no section of llms.txt.`);
	return title;
};

const plain = (text: string): string => text.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');

const titleOf = ({path, text}: Page): string => {
	const [, title] = /^# (.+)$/m.exec(text) ?? [];
	if (title === undefined) throw new Error(`${path} has no title.`);
	return title.replaceAll('`', '');
};

const paragraphOf = ({path, text}: Page): string => {
	const paragraph = text.split(/\n{2,}/).find((part) => /^[\w`[]/.test(part));
	if (paragraph === undefined) throw new Error(`${path} has no paragraph.`);
	return plain(paragraph.replaceAll('\n', ' ')).replace(/:$/, '.');
};

/** The first sentence of a page, without links. A full stop within code ends no sentence. */
export const firstSentence = (page: Page): string => {
	const paragraph = paragraphOf(page);
	return /^(?:`[^`]*`|[^`])*?\.(?= |$)/.exec(paragraph)?.[0] ?? paragraph;
};

/** Makes the text of llms.txt. */
export const llmsOf = (listed: readonly Page[]): string => {
	const readme = listed.find(({path}) => path === 'README.md');
	if (readme === undefined) throw new Error('The package has no README.md.');
	const listOf = (section: string) =>
		listed
			.filter((page) => sectionOf(page) === section)
			.map((page) => `- [${titleOf(page)}](${page.path}): ${firstSentence(page)}`);
	const lists = order.map((section) => `## ${section}\n\n${listOf(section).join('\n')}\n`);
	return `# ${titleOf(readme)}

> ${paragraphOf(readme)}

The pages are in the package, next to this file. The blocks of TypeScript in them compile and run. Every export of the package has a doc comment.

${lists.join('\n')}`;
};
