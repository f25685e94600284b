/* Builds the reference site. Every warning of TypeDoc is a failure. */
import {fileURLToPath} from 'node:url';
import {Application} from 'typedoc';
import {addDocuments, documents, groupOrder, prepareMarkdown} from './documents.mjs';
import {addTheme} from './pages.mjs';
import {root, site} from './paths.mjs';
import {addTypes, entries, notExported} from './types.mjs';

const local = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {Partial<import('typedoc').TypeDocOptions>} */
const options = {
	name: 'awin-sdk',
	includeVersion: true,
	tsconfig: local('tsconfig.json'),
	basePath: root,
	entryPoints: [...entries.keys()],
	sortEntryPoints: false,
	readme: `${root}README.md`,
	projectDocuments: documents.map((pattern) => root + pattern),
	plugin: ['typedoc-plugin-missing-exports'],
	internalModule: notExported,
	disableSources: true,
	excludeExternals: true,
	excludeInternal: true,
	excludePrivate: true,
	sort: ['kind', 'source-order'],
	groupOrder,
	navigation: {includeGroups: true, includeCategories: false, excludeReferences: true},
	visibilityFilters: {},
	headings: {readme: false, document: false},
	searchInComments: true,
	searchInDocuments: true,
	theme: 'accessible',
	router: 'documents',
	markdownItLoader: prepareMarkdown,
	lightHighlightTheme: 'github-light-high-contrast',
	darkHighlightTheme: 'github-dark-high-contrast',
	customCss: local('site.css'),
	customJs: local('site.js'),
	favicon: local('favicon.svg'),
	treatWarningsAsErrors: true,
	validation: {
		notExported: true,
		invalidLink: true,
		invalidPath: true,
		rewrittenLink: true,
		notDocumented: true,
	},
	requiredToBeDocumented: [
		'Namespace',
		'Enum',
		'EnumMember',
		'Variable',
		'Function',
		'Class',
		'Interface',
		'TypeAlias',
	],
};

const app = await Application.bootstrapWithPlugins(options);
addDocuments(app);
addTypes(app);
addTheme(app);

const project = await app.convert();
if (project !== undefined) {
	app.validate(project);
	await app.generateDocs(project, site);
}
const {errorCount, warningCount} = app.logger;
console.log(`TypeDoc: ${errorCount} errors, ${warningCount} warnings`);
process.exitCode = errorCount + warningCount === 0 ? 0 : 1;
