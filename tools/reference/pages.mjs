/* Makes the pages of the default theme accessible: landmarks, levels of headings, no link within a button. */
import {DefaultTheme, Renderer} from 'typedoc';

const setLandmarks = (html) =>
	html
		.replace('<div class="col-content"', '<div class="col-content" role="main"')
		.replace(
			'<div class="page-menu"',
			'<div class="page-menu" role="complementary" aria-label="This page"',
		)
		.replace('<nav class="tsd-navigation"', '<nav class="tsd-navigation" aria-label="Site"');

/* No level is left out on the way down. The elements stay, because the style sheet goes by them. */
const setHeadingLevels = (html) => {
	let previous = 0;
	return html.replaceAll(/<h([1-6])\b/g, (tag, digit) => {
		const level = Math.min(Number(digit), previous + 1);
		previous = level;
		return level === Number(digit) ? tag : `${tag} aria-level="${level}"`;
	});
};

/* A summary is a button, which may not contain another control. Its heading keeps its anchor. */
const removePermalinks = (html) =>
	html.replaceAll(/<summary\b.*?<\/summary>/gs, (summary) =>
		summary.replaceAll(/<a [^>]*class="tsd-anchor-icon".*?<\/a>/gs, ''),
	);

/* An entry that opens has no link of its own, so its page becomes the first entry in it. */
const moveLinkInside = ({path, children, ...entry}) => {
	if (children === undefined) return {path, ...entry};
	const inner = children.map(moveLinkInside);
	if (path === undefined) return {...entry, children: inner};
	return {text: entry.text, children: [{...entry, text: 'Overview', path}, ...inner]};
};

class AccessibleTheme extends DefaultTheme {
	buildNavigation(project) {
		return super.buildNavigation(project).map(moveLinkInside);
	}
}

/** Adds the theme to TypeDoc. */
export const addTheme = (app) => {
	app.renderer.defineTheme('accessible', AccessibleTheme);
	app.renderer.on(Renderer.EVENT_END_PAGE, (page) => {
		page.contents = removePermalinks(setHeadingLevels(setLandmarks(page.contents)));
	});
};
