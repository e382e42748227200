/*
 * overview.js - what ran, what to distrust first, what changed.
 */

views.overview = {
  title: 'Overview',
  async render(container) {
    container.append(definitions([['Counted', countedAt()]]));
  },
};
