/* The pages of text: their titles, groups and paths, and their Markdown, read as GitHub reads it. */
import {readFileSync} from 'node:fs';
import {basename, dirname, relative} from 'node:path';
import {Converter, KindRouter} from 'typedoc';
import {root} from './paths.mjs';

/** The texts that get a page. */
export const documents = ['docs/**/*.md', 'CHANGELOG.md', 'CONTRIBUTING.md'];

/** The order of the groups of pages and of exports. */
export const groupOrder = [
	'Topics',
	'Guides',
	'Recipes',
	'Functions',
	'Classes',
	'Interfaces',
	'Type Aliases',
	'Variables',
	'*',
	'Modules',
	'Project',
];

const pathOf = (document) =>
	relative(root, document.project.files.getReflectionPath(document)).replaceAll('\\', '/');

/* A folder of `docs` is a group, so that a new one needs no line here. */
const groupOf = (path) => {
	const folder = dirname(path);
	if (folder === '.') return 'Project';
	if (folder === 'docs') return 'Topics';
	const name = basename(folder);
	return name[0].toUpperCase() + name.slice(1);
};

/* The title is the first heading. GitHub would show front matter as a table, so the texts have none. */
const nameDocument = (_context, document) => {
	const path = pathOf(document);
	const title = /^# (.+)$/m.exec(readFileSync(root + path, 'utf8'))?.[1];
	if (title !== undefined) document.name = title.replaceAll('`', '');
	document.frontmatter.group = groupOf(path);
};

/* A page keeps the path that it has in the repository, whatever its title is. */
class DocumentRouter extends KindRouter {
	getIdealBaseName(reflection) {
		if (!reflection.isDocument()) return super.getIdealBaseName(reflection);
		return pathOf(reflection).toLowerCase().replace(/\.md$/, '');
	}
}

/* TypeDoc leaves code out of the anchors of headings, and GitHub does not. */
const showCodeAsText = (Token) => (child) => {
	if (child.type !== 'code_inline') return [child];
	return [
		['html_inline', '<code>'],
		['text', child.content],
		['html_inline', '</code>'],
	].map(([type, content]) => Object.assign(new Token(type, '', 0), {content}));
};

/** Prepares the parser of Markdown. */
export const prepareMarkdown = (parser) => {
	parser.core.ruler.push('heading-code', ({tokens, Token}) => {
		for (const [index, token] of tokens.entries()) {
			if (tokens[index - 1]?.type === 'heading_open') {
				token.children = token.children.flatMap(showCodeAsText(Token));
			}
		}
	});
	/* A wide table scrolls in a box of its own, also with the keys. */
	parser.renderer.rules['table_open'] = () =>
		'<div class="table" role="group" aria-label="Table" tabindex="0"><table>';
	parser.renderer.rules['table_close'] = () => '</table></div>';
};

/** Adds the pages of text to TypeDoc. */
export const addDocuments = (app) => {
	app.converter.on(Converter.EVENT_CREATE_DOCUMENT, nameDocument);
	app.renderer.defineRouter('documents', DocumentRouter);
};
