using System.Text;
using BotKit.Files;
using BotKit.Handlers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.SampleHost.Tests.Reports;

/// <summary>The analytics bot, with its files in a folder, writing reports.</summary>
internal sealed class ReportDesk : IAsyncDisposable
{
    private readonly string _folder;
    private readonly ServiceProvider _services;

    public ReportDesk(string folder)
    {
        _folder = folder;
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(2026, 3, 15, 9, 30, 0, TimeSpan.Zero)))
            .Configure<BotFileOptions>(options => options.Folder = Path.Combine(folder, "files"));
        services.AddBotKit(bots => bots.AddAnalyticsBot(new ConfigurationBuilder().Build().GetSection("Analytics")));
        _services = services.BuildServiceProvider();
    }

    /// <summary>Writes a report on rows.</summary>
    /// <returns>The address of its page.</returns>
    public async Task<string> WriteAsync(string csv, string parts)
    {
        var files = _services.GetRequiredService<IBotFileStore>();
        var rows = await files.SaveAsync(
            new BotFileDescription("rows.csv", "text/csv"), (stream, token) => stream.WriteAsync(Encoding.UTF8.GetBytes(csv), token), CancellationToken.None);
        var json = $$"""{"operation":"report","definition":{"title":"How the shop is doing","source":{"file":"{{rows.Id}}","time":"at"},"formats":["html"],"parts":{{parts}} } }""";

        var result = await _services.GetRequiredService<IBotManager>().RunAsync(
            BotRequest.FromJson("analytics", Encoding.UTF8.GetBytes(json), BotTrigger.Http, new BotRunOptions()), CancellationToken.None);

        result.Error.Should().BeNull();
        var report = result.Data.Should().BeOfType<AnalyticsReport>().Subject;
        report.Gaps.Should().BeEmpty();
        await using var html = await files.OpenReadAsync(report.Files.Single().File, CancellationToken.None);
        var page = Path.Combine(_folder, "report.html");
        await using var file = File.Create(page);
        await html!.CopyToAsync(file);
        return new Uri(page).ToString();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
