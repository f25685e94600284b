/* Opens pages in Chromium as readers do: in light, in dark and on a phone, with the search and the menu. */
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/* The home page, the options of a client, a function, a class, a guide with tables, a module. */
const paths = [
	'index.html',
	'interfaces/awin-sdk.AwinClientOptions.html',
	'functions/awin-sdk.createAwinClient.html',
	'classes/awin-sdk.TooManyRequestsError.html',
	'docs/caching.html',
	'modules/awin-sdk_mocks.html',
];

const wide = {width: 1280, height: 900};
const narrow = {width: 375, height: 812};

/* What axe-core finds, with all its rules, and whether the page is wider than the screen. */
const inspect = async (page, where) => {
	const problems = await page.evaluate(async () => {
		const {violations} = await globalThis.axe.run();
		const {scrollWidth, clientWidth} = document.documentElement;
		const isWide = scrollWidth > clientWidth;
		return [
			...(isWide ? [`it scrolls to ${scrollWidth} px`] : []),
			...violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes[0].html.slice(0, 300)}`),
		];
	});
	return problems.map((problem) => `${where}: ${problem}`);
};

const open = async (page, url, viewport, scheme) => {
	await page.setViewport(viewport);
	await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
	await page.goto(url);
	await page.waitForSelector('#tsd-nav-container a');
	await page.evaluate(axe);
};

/* In light, in dark, and on a phone. A change of the scheme needs no new page. */
const look = async (page, url, path) => {
	await open(page, `${url}/${path}`, wide, 'light');
	const light = await inspect(page, `${path}, light`);
	await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
	const dark = await inspect(page, `${path}, dark`);
	await open(page, `${url}/${path}`, narrow, 'light');
	const phone = await inspect(page, `${path}, phone`);
	return [...light, ...dark, ...phone];
};

/* A name is found in the reference, and words of a guide in the guides. */
const searches = {
	createAwinClient: 'functions/awin-sdk.createAwinClient.html',
	revalidated: 'docs/caching.html',
};

const trySearch = async (page, url, text, path) => {
	await open(page, `${url}/index.html`, wide, 'light');
	await page.click('#tsd-search-trigger');
	await page.type('#tsd-search-input', text);
	await page.waitForSelector('#tsd-search-results a');
	const problems = await inspect(page, `search for ${text}`);
	const found = await page.$$eval('#tsd-search-results a', (links) =>
		links.map(({dataset}) => dataset.href),
	);
	const index = found.findIndex((href) => href.split('#')[0] === `${url}/${path}`);
	if (index === -1) return [...problems, `search for ${text}: no ${path} in ${found}`];
	const results = await page.$$('#tsd-search-results a');
	await Promise.all([page.waitForNavigation(), results[index].click()]);
	const isThere = page.url() === found[index];
	return isThere ? problems : [...problems, `search for ${text} leads to ${page.url()}`];
};

const tryMenu = async (page, url) => {
	await open(page, `${url}/index.html`, narrow, 'dark');
	await page.click('#tsd-toolbar-menu-trigger');
	await page.waitForSelector('.has-menu .site-menu');
	return inspect(page, 'menu on a phone');
};

/**
 * Looks at the pages.
 *
 * @returns What is wrong, and the links of the navigation, which a script makes.
 */
export const lookAtPages = async (browser, url) => {
	const page = await browser.newPage();
	const problems = [];
	page.on('pageerror', ({message}) => problems.push(`${page.url()}: ${message}`));
	page.on('console', (message) => problems.push(`${page.url()}: console: ${message.text()}`));
	for (const path of paths) problems.push(...(await look(page, url, path)));
	for (const [text, path] of Object.entries(searches)) {
		problems.push(...(await trySearch(page, url, text, path)));
	}
	problems.push(...(await tryMenu(page, url)));
	const links = await page.$$eval('#tsd-nav-container a', (all) =>
		all.map((link) => link.getAttribute('href')),
	);
	return {problems, links};
};
