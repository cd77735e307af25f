namespace BotKit.Notifications.Routing;

/// <summary>Which alerts go where: the first route that matches decides; without routes everything goes everywhere.</summary>
internal sealed class RoutePlan
{
    private readonly AlertRoute[] _routes;

    public RoutePlan(NotificationOptions options)
    {
        if (options.Routes.Count > 0)
        {
            _routes = [.. options.Routes.Select(static route => new AlertRoute(route))];
            return;
        }

        var everywhere = new NotificationRoute();
        foreach (var channel in options.EmailChannels.Keys.Concat(options.WebhookChannels.Keys))
        {
            everywhere.Channels.Add(channel);
        }

        _routes = [new AlertRoute(everywhere)];
    }

    /// <summary>Steps of the longest escalation.</summary>
    public int MaxSteps => _routes.Max(static route => route.Escalation.Count);

    public AlertRoute? Find(BotAlert alert) => Array.Find(_routes, route => route.Matches(alert));
}
