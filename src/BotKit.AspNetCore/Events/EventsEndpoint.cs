using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Events;

/// <summary>Server-sent events (WHATWG HTML, section 9.2).</summary>
internal sealed class EventsEndpoint(
    EventFeed feed, EventWatch watch, IBotManager manager, IHostApplicationLifetime lifetime, ILogger<EventsEndpoint> logger)
{
    private const string LastEventId = "Last-Event-ID";
    private const int MaxIdLength = 64;

    public async ValueTask<Answer> ListenAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var bot = query.Text("bot");
        var after = IdOf(call.Http.Request, query);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (bot is not null && manager.Find(bot) is null)
        {
            return Problem.UnknownBot();
        }

        if (HttpMethods.IsHead(call.Http.Request.Method))
        {
            return EventStreamAnswer.HeadOnly;
        }

        var listener = feed.Listen(call.Caller.Id, bot, after, call.Options.MaxListeners, out var refused);
        if (listener is null)
        {
            return Problem.Of(refused, BotErrorCodes.TooManyListeners, "As many listen to events as may.", TimeSpan.FromSeconds(10));
        }

        try
        {
            await watch.StartAsync(call.Aborted).ConfigureAwait(false);
        }
        catch
        {
            feed.Leave(listener);
            throw;
        }

        return new EventStreamAnswer(feed, listener, logger, lifetime.ApplicationStopping);
    }

    private static string? IdOf(HttpRequest request, ApiQuery problems)
    {
        if (!request.Headers.TryGetValue(LastEventId, out var ids))
        {
            return null;
        }

        if (ids is [{ Length: > 0 and <= MaxIdLength } id])
        {
            return id;
        }

        problems.Refuse($"{LastEventId} is the id of an event.");
        return null;
    }
}
