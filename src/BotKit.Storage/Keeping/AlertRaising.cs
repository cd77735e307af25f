using BotKit.Notifications;
using BotKit.Storage.Dialect;
using BotKit.Storage.Rows;

namespace BotKit.Storage.Keeping;

/// <param name="Alert">The alert.</param>
/// <param name="Window">How long a window is.</param>
/// <param name="NodeNow">The clock that its times are of.</param>
internal sealed record AlertRaise(BotAlert Alert, TimeSpan Window, DateTimeOffset NodeNow);

/// <summary>Counts an alert into the latest one of its bot and code, or adds it as the first of a window.</summary>
internal static class AlertRaising
{
    private const string Last = $"select {AlertStatements.Columns}, raise_id from bot_alert where bot = @bot and code = @code order by first_at desc, id desc limit 1";

    private const string CountUp = """
        update bot_alert set total = total + @count, last_at = case when last_at < @last then @last else last_at end, raise_id = @raise
        where id = @id
        """;

    private const string Level = "update bot_alert set escalation = @level where id = @id and coalesce(escalation, 0) < @level";

    public static BotAlertRaised Raise(StoreSession session, AlertRaise raise)
    {
        var alert = raise.Alert;
        session.HoldAlerts();
        if (AlertStatements.Find(session, alert.Id) is { } own)
        {
            var isHigher = session.Sql(Level).Set("id", own.Id).Set("level", (long)alert.EscalationLevel).Execute() > 0;
            return new(isHigher ? own with { EscalationLevel = alert.EscalationLevel } : own, IsFirst: true);
        }

        var now = Instants.From(session.Now);
        alert = alert with
        {
            FirstAt = AlertRule.ByStoreClock(alert.FirstAt, raise.NodeNow, now),
            LastAt = AlertRule.ByStoreClock(alert.LastAt, raise.NodeNow, now),
        };
        var (last, lastRaise) = FindLast(session, alert);
        if (last is not null && (lastRaise == alert.Id || AlertRule.IsCountedInto(last, alert, raise.Window)))
        {
            return new(lastRaise == alert.Id ? last : CountInto(session, last, alert), IsFirst: false);
        }

        var added = last is null ? alert : alert with { SuppressedBefore = Math.Max(alert.SuppressedBefore, last.Count - 1) };
        AlertStatements.Save(session, added);
        return new(AlertStatements.Find(session, added.Id)!, IsFirst: true);
    }

    // With the id of what was counted, so that a write that is repeated because the answer to its commit was lost counts once.
    private static BotAlert CountInto(StoreSession session, BotAlert last, BotAlert alert)
    {
        session.Sql(CountUp).Set("id", last.Id).Set("count", (long)alert.Count).Set("last", Instants.ToMilliseconds(alert.LastAt))
            .Set("raise", alert.Id).Execute();
        return AlertStatements.Find(session, last.Id)!;
    }

    private static (BotAlert? Alert, Guid? Raise) FindLast(StoreSession session, BotAlert alert)
    {
        using var reader = session.Sql(Last).Set("bot", alert.Bot).Set("code", alert.Code).Query();
        return reader.Read() ? (AlertStatements.Read(reader, session.Dialect), reader.Id(AlertStatements.ColumnCount, session.Dialect)) : default;
    }
}
