using BotKit.Health;
using BotKit.Notifications;

namespace Studio.Health;

#region snippet: notifier
public sealed class PagerNotifier(IHttpClientFactory http) : IBotNotifier
{
    public async ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        var text = $"{alert.Severity} {alert.Code} in bot {alert.Bot}: {alert.Message} ({alert.SuppressedBefore} more since the last message)";
        using var answer = await http.CreateClient("pager").PostAsJsonAsync("messages", new { text }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
#endregion

#region snippet: contributor
public sealed class DiskContributor : IBotHealthContributor
{
    public string Name => "disk";

    public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        var free = new DriveInfo("/").AvailableFreeSpace;
        return new(free > 1L << 30
            ? BotHealthContribution.Healthy
            : new BotHealthContribution(BotHealthStatus.Degraded, "Less than 1 GiB of disk space is free."));
    }
}
#endregion

public static class HealthHost
{
    public static void Add(IServiceCollection services)
    {
        #region snippet: alerts
        services.AddHttpClient("pager", http => http.BaseAddress = new Uri("https://pager.example/"));
        services.AddBotKit(bots => bots.AddNotifier<PagerNotifier>());
        services.Configure<AlertOptions>(options => options.Window = TimeSpan.FromHours(1));
        services.AddSingleton<IBotHealthContributor, DiskContributor>();
        #endregion
    }

    public static async Task AcknowledgeAsync(IBotAlertStore alerts, CancellationToken cancellationToken)
    {
        #region snippet: acknowledge
        foreach (var alert in await alerts.ListAsync(new BotAlertQuery { Bot = "lead", IsAcknowledged = false }, cancellationToken))
        {
            await alerts.AcknowledgeAsync(alert.Id, by: "ada", note: "The disk is being replaced.", cancellationToken);
        }
        #endregion
    }

    public static async Task ReportAsync(IBotHealth health, CancellationToken cancellationToken)
    {
        #region snippet: health-report
        BotHealthReport report = await health.CheckAsync(cancellationToken);
        Console.WriteLine($"{report.Overall}: {string.Join(" ", report.Reasons)}");
        #endregion
    }
}
