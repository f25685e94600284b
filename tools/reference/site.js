/* An option of a list may not contain a link, so a result of the search leads on without one. */
const results = document.querySelector('#tsd-search-results');

new MutationObserver(() => {
	for (const link of results.querySelectorAll('a[href]')) {
		link.dataset.href = link.href;
		link.removeAttribute('href');
		link.removeAttribute('tabindex');
	}
}).observe(results, {childList: true});

const follow = (event) => {
	const href = event.target.closest('li')?.querySelector('a')?.dataset.href;
	if (href === undefined) return;
	const inNewTab = event.button === 1 || event.ctrlKey || event.metaKey;
	if (inNewTab) window.open(href, '_blank', 'noopener');
	else location.assign(href);
};

results.addEventListener('click', follow);
results.addEventListener('auxclick', (event) => {
	if (event.button === 1) follow(event);
});
