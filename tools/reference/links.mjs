import {readFileSync} from 'node:fs';
import {Parser} from 'htmlparser2';

/* What an element refers to, by the name of its attribute. */
const attributes = {a: 'href', link: 'href', use: 'href', img: 'src', script: 'src'};

const readPage = (path) => {
	const ids = new Set();
	const links = [];
	const parser = new Parser({
		onopentag(name, attribs) {
			if (attribs.id !== undefined) ids.add(attribs.id);
			const link = attribs[attributes[name]];
			if (link !== undefined) links.push(link);
		},
	});
	parser.end(readFileSync(path, 'utf8'));
	return {ids, links};
};

const base = 'https://site.invalid/';

/**
 * Checks the links within a site, with their anchors. Links to other sites are not followed.
 *
 * @param folder - The folder of the site.
 * @param files - The paths of its files in that folder.
 * @param more - Links that scripts make, as seen from the home page.
 */
export const checkLinks = (folder, files, more) => {
	const pages = new Map(
		files
			.filter((file) => file.endsWith('.html'))
			.map((file) => [file, readPage(`${folder}/${file}`)]),
	);
	const known = new Set(files);
	const problems = [];
	let count = 0;
	const check = (link, from) => {
		const {origin, pathname, hash} = new URL(link, base + from);
		if (origin !== new URL(base).origin) return;
		count += 1;
		const path = decodeURIComponent(pathname).slice(1) || 'index.html';
		const id = decodeURIComponent(hash).slice(1);
		const page = pages.get(path);
		const isDead = !known.has(path) || (page !== undefined && id !== '' && !page.ids.has(id));
		if (isDead) problems.push(`${from} links to ${link}, which is not there`);
	};
	for (const [from, {links}] of pages) for (const link of links) check(link, from);
	for (const link of more) check(link, 'index.html');
	return {count, problems};
};
