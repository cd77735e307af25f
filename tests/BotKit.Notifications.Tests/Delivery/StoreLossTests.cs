using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Notifications.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>People are told without the store, too, and above all of its loss.</summary>
public sealed class StoreLossTests
{
    [Fact]
    public async Task Store_Lost_IsToldWithoutItOnceAndEndsWithIt()
    {
        var postgres = await PostgresServer.StartNewAsync();
        await using var disposable = postgres;
        var database = await postgres.CreateDatabaseAsync();
        await using var receiver = new HttpReceiver();
        await using var host = await AlertingHost.StartAsync(
            options => options.WebhookChannels["hook"] = new() { Url = receiver.Url }, bots => bots.UsePostgreSql(database));

        await postgres.StopAsync();
        await receiver.WaitForAsync(1);
        host.Raise("lead", "disk_full");
        await receiver.WaitForAsync(2);

        receiver.Calls[0].Text.Should().Contain("\"bot\":\"_host\"").And.Contain("\"code\":\"store_unavailable\"");
        receiver.Calls[1].Text.Should().Contain("disk_full");
        host.Bots.GetState("lead").Pause.Should().BeNull();

        await postgres.StartAsync();
        await Wait.UntilAsync(() => Stored(host).Count == 2);
        await Wait.UntilAsync(() => host.Services.GetRequiredService<AlertCenter>().Active.All(alert => alert.Bot != BotAlert.Host));
        await Task.Delay(TimeSpan.FromSeconds(2));

        Stored(host).Should().OnlyContain(alert => alert.EscalationLevel == 1, "they were sent");
        receiver.Calls.Should().HaveCount(2, "what was sent without the store is not sent again with it");
    }

    [Fact]
    public async Task Alert_SentFailedAndDropped_IsCounted()
    {
        await using var receiver = new HttpReceiver((call, response) =>
        {
            response.StatusCode = call == 1 ? 200 : 404;
            return Task.CompletedTask;
        });
        await using var host = await AlertingHost.StartAsync(options => options.WebhookChannels["hook"] = new() { Url = receiver.Url });
        var measured = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == BotKitTelemetry.AlertSent)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (measured)
            {
                measured.Add($"{value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}");
            }
        });
        listener.Start();

        host.Raise("metered", "one");
        await receiver.WaitForAsync(1);
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 1);
        host.Raise("metered", "two");
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);
        await Wait.UntilAsync(() =>
        {
            lock (measured)
            {
                return measured.Count(each => each.Contains("metered", StringComparison.Ordinal)) == 2;
            }
        });

        measured.Where(each => each.Contains("metered", StringComparison.Ordinal)).Should().Equal("1 metered hook sent", "1 metered hook failed");
    }

    private static IReadOnlyList<BotAlert> Stored(AlertingHost host)
    {
        try
        {
            return host.Alerts.ListAsync(10, default).AsTask().Result;
        }
        catch (AggregateException)
        {
            return [];
        }
    }
}
