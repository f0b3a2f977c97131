// A classic script in the head: it runs before the first paint, so that the wrong theme is never seen.
try {
  const theme = localStorage.getItem('fettle-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the theme follows the system.
}
