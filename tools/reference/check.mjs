/* Builds the reference site and checks it: the comments, the links, the look, and that no secret is in it. */
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {inflateSync} from 'node:zlib';
import {launchChromium} from '../browser/launch.mjs';
import {checkLinks} from './links.mjs';
import {lookAtPages} from './looks.mjs';
import {root, site} from './paths.mjs';
import {serve} from './serve.mjs';

const canary = 'canary-5b1e07d4';

/* The index of the search and the navigation are compressed. */
const textOf = (file) => {
	const text = readFileSync(`${site}/${file}`, 'utf8');
	const packed = /^window\.\w+ = "([\w+/=]+)"$/.exec(text.trim())?.[1];
	return packed === undefined ? text : inflateSync(Buffer.from(packed, 'base64')).toString();
};

/* No token of the environment, and no path of the machine that builds. */
const findSecrets = (files) =>
	files.flatMap((file) => {
		const text = textOf(file);
		return [canary, root].filter((secret) => text.includes(secret)).map((s) => `${file} has ${s}`);
	});

const lookInBrowser = async () => {
	const server = await serve();
	const browser = await launchChromium();
	try {
		return await lookAtPages(browser, server.url);
	} finally {
		await browser.close();
		server.close();
	}
};

const script = fileURLToPath(new URL('build.mjs', import.meta.url));
const env = {...process.env, AWIN_TOKEN: canary};
const {status} = spawnSync(process.execPath, [script], {env, stdio: 'inherit'});

const files = readdirSync(site, {recursive: true, withFileTypes: true})
	.filter((entry) => entry.isFile())
	.map(({parentPath, name}) => relative(site, join(parentPath, name)).replaceAll('\\', '/'));
const {problems, links} = await lookInBrowser();
const {count, problems: deadLinks} = checkLinks(site, files, links);
const all = [...deadLinks, ...findSecrets(files), ...problems];
for (const problem of all) console.error(problem);
console.log(`${files.length} files, ${count} links, ${all.length} problems`);
process.exitCode = status === 0 && all.length === 0 ? 0 : 1;
