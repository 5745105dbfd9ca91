// A box that shows its end, and goes on doing so while it grows, until one scrolls away from it.
customElements.define('stick-bottom', class extends HTMLElement {
  connectedCallback() {
    this.isAtEnd = true;
    this.addEventListener('scroll', () => {
      this.isAtEnd = this.scrollHeight - this.scrollTop - this.clientHeight < 40;
    });
    this.observer = new MutationObserver(() => {
      if (this.isAtEnd) {
        this.scrollTop = this.scrollHeight;
      }
    });
    this.observer.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
  }

  disconnectedCallback() {
    this.observer.disconnect();
  }
});
