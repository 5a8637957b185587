"""One world: its tables by name, each made when it is first asked for, from the seed and the tables it follows from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import pandas as pd

from shopworld import calendar
from shopworld.audience import (
    ad_hours,
    advertising,
    affiliates,
    arrivals,
    creators,
    feed_ads,
    searching,
    touches,
    traffic,
    visits,
)
from shopworld.goods import freight, listings, pages, products
from shopworld.launching import launch_budget, launch_tests, launches, running_launches, trials
from shopworld.offers import campaign_copy, coupon_trial, coupons, experiments, members, membership_fee, promotions
from shopworld.risk import risk_register, signals
from shopworld.sales import buyers, daily, log_faults, order_events, orders, payments, settlement, shipping
from shopworld.service import agent_months, chats, contacts, disputes, experience, questions, reviews, tickets
from shopworld.streams import live, live_viewers
from shopworld.team import audit, hand_offs, logins, plans, rights, rosters, staff
from shopworld.trade import (
    categories,
    category_market,
    competitor_prices,
    competitors,
    licences,
    notices,
    official_events,
    platforms,
    suppliers,
)


class World:
    """The tables of one seed and tier, money in whole fen: `World(2025, "course")["orders"]`.

    Nothing is made before it is asked for, and nothing twice. Whoever changes a table copies it first.
    """

    def __init__(self, seed: int, tier: str) -> None:
        """A world in which nothing has been made yet."""
        self.seed = seed
        self.tier = tier
        self.days = orders.DAYS[tier]
        self._tables: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table called `name`; raises KeyError when no table is called so."""
        if name not in self._tables:
            self._tables[name] = MAKERS[name](self)
        return self._tables[name]

    @cached_property
    def chain(self) -> orders.Chain:
        """The orders, their lines and what came back, with what only the model knows."""
        return orders.chain(self.seed, self.tier)

    @cached_property
    def arrivals(self) -> arrivals.Arrivals:
        """How every order was found, which only the model knows."""
        return arrivals.arrivals(self.seed, self.days, self["orders"], self["order_lines"], self["buyers"])

    @cached_property
    def feed_clicks(self) -> feed_ads.Clicks:
        """Honest and fake clicks on the feed's ads, which only the model can tell apart."""
        return feed_ads.clicks(self.seed, self.days, self["traffic_daily"])

    @cached_property
    def airing(self) -> live.Airing:
        """The livestreams and the orders that they led to, which only the model knows in full."""
        return live.airing(self.seed, self.chain, self.days)


def _of_seed(make: Callable[[int], pd.DataFrame]) -> Callable[[World], pd.DataFrame]:
    """The maker of a table that follows from the seed alone."""
    return lambda world: make(world.seed)


def _paid_at(world: World) -> pd.Series:
    """When each paid order was paid: row by row the parcels of `shipments`."""
    return world["orders"]["paid_at"].dropna()


MAKERS: dict[str, Callable[[World], pd.DataFrame]] = {
    "categories": _of_seed(categories.table),
    "category_market": _of_seed(category_market.monthly),
    "category_sellers": _of_seed(category_market.top_sellers),
    "price_bands": _of_seed(category_market.price_bands),
    "platform_fees": _of_seed(platforms.fees),
    "platform_steps": _of_seed(platforms.steps),
    "platform_penalties": _of_seed(platforms.penalties),
    "courier_rates": _of_seed(platforms.courier_rates),
    "licence_rules": _of_seed(licences.rules),
    "licences_held": _of_seed(licences.held),
    "supplier_quotes": _of_seed(suppliers.quotes),
    "deliveries": _of_seed(suppliers.deliveries),
    "competitors": lambda world: competitors.table(world.seed, world.chain, world["shop_daily"]),
    "competitor_items": _of_seed(competitors.items),
    "positioning": _of_seed(competitors.positioning),
    "products": _of_seed(products.table),
    "promo_tools": _of_seed(promotions.tools),
    "channel_trials": _of_seed(promotions.channel_trials),
    "stage_plan": _of_seed(plans.stage_plan),
    "responsibilities": _of_seed(plans.responsibilities),
    "page_colours": _of_seed(promotions.page_colours),
    "price_log": lambda world: products.price_log(world.seed, world.days),
    "calendar": lambda world: calendar.table(world.days),
    "shop_daily": lambda world: daily.shop_daily(world.seed, world.chain),
    "buyers": lambda world: buyers.table(world.seed, world.chain.first_seen).sort_values("buyer_id", ignore_index=True),
    "orders": lambda world: world.chain.orders,
    "order_lines": lambda world: world.chain.lines,
    "refunds": lambda world: world.chain.refunds,
    "traffic_daily": lambda world: traffic.daily(
        world.seed, world["orders"], world.arrivals.devices, world["shop_daily"]
    ),
    "visitors_by_period": lambda world: traffic.by_period(world.seed, world["shop_daily"], world["traffic_daily"]),
    "place_hours": lambda world: traffic.by_place_and_hour(
        world.seed, world["orders"], world["buyers"], world["shop_daily"]
    ),
    "visits": lambda world: visits.sample(
        world.seed,
        world.tier,
        world["orders"],
        visits.origins(world.seed, world["orders"], world.arrivals),
        world["traffic_daily"],
        world["page_spec"],
        world.feed_clicks,
    ),
    "visit_events": lambda world: visits.steps(world.seed, world["orders"], world["visits"]),
    "keywords": _of_seed(searching.keyword_list),
    "search_terms": lambda world: searching.search_terms(
        world.seed, world["orders"], world.arrivals.paths, world["traffic_daily"]
    ),
    "site_searches": lambda world: searching.site_searches(world.seed, world["traffic_daily"]),
    "ad_campaigns": _of_seed(advertising.campaigns),
    "ad_daily": lambda world: advertising.ad_daily(
        world.seed, world["orders"], world.arrivals.paths, world["traffic_daily"]
    ),
    "feed_ad_daily": lambda world: feed_ads.report(
        world.seed, world["orders"], world.arrivals.placement, world.feed_clicks
    ),
    "feed_placements": _of_seed(feed_ads.listing),
    "ad_hours": lambda world: ad_hours.table(
        world.seed, world["orders"], world.arrivals, world.feed_clicks, world["ad_daily"], world["feed_ad_daily"]
    ),
    "brand_holdout": lambda world: advertising.brand_test(
        world.seed, world["orders"], world.arrivals.paths, world["ad_daily"]
    ),
    "payment_attempts": lambda world: payments.attempts(
        world.seed, world.days, world["orders"], world.arrivals.devices
    ),
    "page_spec": _of_seed(pages.spec),
    "page_reach": lambda world: pages.reach(world.seed, world["page_spec"], world["traffic_daily"]),
    "page_clicks": lambda world: pages.clicks(world.seed, world["traffic_daily"]),
    "page_paths": lambda world: pages.paths(world.seed, world["traffic_daily"]),
    "experiments": lambda world: experiments.listing(world.seed, world.days),
    "experiment_results": lambda world: experiments.results(
        world.seed, world.days, world["orders"], world["experiment_orders"], world["traffic_daily"]
    ),
    "experiment_orders": lambda world: experiments.assigned(
        world.seed, world.days, world["orders"], world["traffic_daily"]
    ),
    "experiment_panel": lambda world: experiments.panel(world.seed, world.tier),
    "factories": _of_seed(suppliers.factories),
    "inventory_daily": lambda world: world.chain.inventory,
    "purchase_orders": lambda world: world.chain.purchases,
    "freight_zones": lambda _: freight.zones(),
    "freight_templates": _of_seed(freight.templates),
    "shipments": lambda world: shipping.shipments(world.seed, world.chain, world["products"]),
    "order_events": lambda world: order_events.events(world.seed, world.chain, world["shipments"]),
    "order_events_audit": lambda world: log_faults.audit(world.seed, world.chain, world["order_events"]),
    "chats": lambda world: chats.chats(world.seed, world.chain),
    "tickets": lambda world: tickets.tickets(world.seed, world.chain, world["shipments"]),
    "arrivals_hourly": lambda world: contacts.hourly(world["chats"], world["tickets"], world.days),
    "experience_scores": lambda world: experience.scores(
        world["shipments"], _paid_at(world), world["refunds"], world["tickets"], world.days
    ),
    "notices": lambda world: notices.notices(
        world.seed, world["products"], world["shipments"], _paid_at(world), world.days
    ),
    "members": lambda world: members.members(world.seed, world.chain),
    "listings_export": _of_seed(listings.export),
    "listing_attributes": lambda _: listings.attributes(),
    "staff": _of_seed(staff.table),
    "post_needs": lambda _: staff.posts(),
    "shifts": lambda world: rosters.shifts(world.seed, world.days),
    "kpi_monthly": lambda world: agent_months.table(world["chats"], world["tickets"]),
    "sub_accounts": _of_seed(rights.sub_accounts),
    "role_needs": lambda _: rights.needs(),
    "right_packages": lambda _: rights.packages(),
    "rights": lambda world: rights.granted(world.seed, world["sub_accounts"]),
    "audit_log": lambda world: audit.log(
        world.seed, world["refunds"], world["price_log"], world["products"], world.days
    ),
    "logins": lambda world: logins.logins(world.seed, world.days),
    "sop_events": lambda world: hand_offs.log(world.seed, world.days),
    "reviews": lambda world: reviews.table(world.seed, world.chain, world["shipments"]),
    "product_questions": lambda world: questions.table(world.seed, world.days),
    "live_sessions": lambda world: live.sessions(world.seed, world.airing.air, world["live_minutes"]),
    "live_minutes": lambda world: live.minutes(world.seed, world.airing),
    "live_pitches": lambda world: live.pitches(world.seed, world.airing.air, world.days),
    "live_viewers": lambda world: live_viewers.sample(world.seed, world.airing.air),
    "live_reminders": lambda world: live_viewers.reminders(world.seed, live.count(world.days)),
    "live_orders": lambda world: live.order_minutes(world.airing),
    "launches": _of_seed(launches.table),
    "launch_daily": _of_seed(launches.daily),
    "creatives": _of_seed(launch_tests.creatives),
    "price_answers": _of_seed(launch_tests.price_answers),
    "zone_weeks": _of_seed(launch_tests.zone),
    "running_launches": _of_seed(running_launches.table),
    "launch_items": _of_seed(launch_budget.items),
    "launch_trials": _of_seed(launch_budget.trials),
    "launch_days": _of_seed(launch_budget.days),
    "trial_items": _of_seed(trials.items),
    "trial_daily": _of_seed(trials.daily),
    "competitor_prices": lambda world: competitor_prices.table(world.seed, world.days),
    "coupons": lambda world: coupons.table(world.seed, world.days),
    "coupon_trial": lambda world: coupon_trial.table(world.seed, world.days),
    "official_events": _of_seed(official_events.table),
    "event_results": _of_seed(official_events.results),
    "paid_member_trial": _of_seed(membership_fee.trial),
    "habit_trials": _of_seed(membership_fee.habits),
    "creators": _of_seed(creators.table),
    "affiliate_orders": lambda world: affiliates.table(world.seed, world.chain),
    "affiliate_holdout": lambda world: affiliates.holdout(world.seed, world.days),
    "touches": lambda world: touches.table(world.seed, world.chain),
    "settlement": lambda world: settlement.table(world.seed, world.chain, world.days),
    "order_signals": lambda world: signals.table(world.seed, world.chain, world.days),
    "campaign_copy": lambda world: campaign_copy.table(world.seed, world.days),
    "risk_register": _of_seed(risk_register.table),
    "disputes": lambda world: disputes.table(world.seed, world.chain),
}
