using BotKit.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Diagnostics;

public sealed class LogCaptureTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly LogCapture _capture = Capture(new());
    private readonly ILoggerFactory _loggers;

    public LogCaptureTests() => _loggers = Loggers(_capture);

    [Fact]
    public void Log_WhileARunIsAmbient_IsCaptured()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            _loggers.CreateLogger("Crm.Client").LogWarning(new EventId(42, "Slow"), "Took {Milliseconds} ms", 12);
        }

        var row = run.Rows.Should().ContainSingle().Subject;
        (row.Sequence, row.At, row.Level, row.EventId, row.Category, row.Message, row.Code)
            .Should().Be((1, Noon, LogLevel.Warning, 42, "Crm.Client", "Took 12 ms", null));
    }

    [Fact]
    public void Log_NoRunIsAmbient_IsNotEnabled()
    {
        _capture.Current.Should().BeNull();
        Logger().IsEnabled(LogLevel.Critical).Should().BeFalse();
        _capture.Invoking(_ => Logger().LogError("lost")).Should().NotThrow();
        _capture.Bytes.Should().Be(0);
    }

    [Fact]
    public void Log_RunThatLogsNothing_HasNoLog()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            _capture.Current.Should().BeSameAs(run);
        }

        run.Log.Should().BeNull();
    }

    [Fact]
    public void Log_LevelThatTheHostDidNotEnable_IsNotCaptured()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            Logger().LogDebug("quiet");
            Logger().IsEnabled(LogLevel.Debug).Should().BeFalse();
            Logger().IsEnabled(LogLevel.Information).Should().BeTrue();
        }

        run.Log.Should().BeNull();
    }

    [Fact]
    public void Log_LevelNone_IsNotCaptured()
    {
        var run = new LoggedRun();
        var logger = new LogCaptureLogger("Crm", _capture);
        using (_capture.Enter(run))
        {
            logger.IsEnabled(LogLevel.None).Should().BeFalse();
            logger.Log(LogLevel.None, "nothing");
        }

        run.Log.Should().BeNull();
    }

    [Theory]
    [InlineData("BotKit.Pipeline", LogLevel.Debug, 1000, false)]
    [InlineData("BotKit.Pipeline", LogLevel.Trace, 1999, false)]
    [InlineData("BotKit.Pipeline", LogLevel.Information, 1000, true)]
    [InlineData("BotKit.Pipeline", LogLevel.Debug, 999, true)]
    [InlineData("BotKit.Pipeline", LogLevel.Debug, 2000, true)]
    [InlineData("BotKit.Bots.lead", LogLevel.Debug, 1000, true)]
    [InlineData("BotKitchen", LogLevel.Debug, 1000, true)]
    [InlineData("Crm", LogLevel.Debug, 1000, true)]
    public void Log_OwnStartAndFinishLines_AreNotCaptured(string category, LogLevel level, int id, bool captured)
    {
        var run = new LoggedRun();
        var logger = new LogCaptureLogger(category, _capture);
        using (_capture.Enter(run))
        {
            logger.Log(level, id, "line");
        }

        run.Rows.Should().HaveCount(captured ? 1 : 0);
    }

    [Theory]
    [InlineData("BotKit.Bots.lead", "token=abc")]
    [InlineData("BotKit.Pipeline", "token=***")]
    [InlineData("Crm", "token=***")]
    public void Log_CategoriesOtherThanABots_AreMasked(string category, string expected)
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            _loggers.CreateLogger(category).LogInformation("token=abc");
        }

        run.Rows.Single().Message.Should().Be(expected);
    }

    [Fact]
    public void Log_Exception_OnlyTheLineItself()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            Logger().LogError(new InvalidOperationException("no row 42"), "Import failed");
            Logger().LogError(new InvalidOperationException("no row 42"), "Import failed: {Reason}", "no row 42");
            Logger().Log(LogLevel.Error, 0, "Import failed", new InvalidOperationException("no row 42"), (state, exception) => $"{state}{exception}");
        }

        run.Rows.Select(r => r.Message).Should().Equal("Import failed", "Import failed: ***", "Import failed");
    }

    [Fact]
    public void Log_Verdict_KeepsItsCode()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            _loggers.CreateLogger("BotKit.Pipeline").LogError("Run of {Bot} failed: {Code}", "lead", "disk_full");
            Logger().LogError("Import of {Code} failed", "fr");
            Logger().LogError(new BotException("crm_closed", "The CRM is closed."), "Import failed");
            _loggers.CreateLogger("BotKit.Pipeline").LogError("Run of {Bot} failed: {Code}", "lead", 12);
            _loggers.CreateLogger("BotKit.Pipeline").LogError("Run failed");
        }

        run.Rows.Select(r => r.Code).Should().Equal("disk_full", null, "crm_closed", null, null);
    }

    [Fact]
    public void Log_TextThatCannotBeMade_SaysSoAndDoesNotFailTheRun()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            Logger().Log<string>(LogLevel.Error, 0, "", null, (_, _) => throw new InvalidOperationException("broken"));
            Logger().Log<string>(LogLevel.Error, 0, "", null, (_, _) => null!);
        }

        run.Rows.Select(r => r.Message).Should().Equal(LogCaptureLogger.Unformattable, LogCaptureLogger.Unformattable);
    }

    [Fact]
    public void Log_ControlCharacters_AreStripped()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            Logger().LogInformation("Hello {Name}", "Anna\r\n2026 Error: forged\u001b[0m");
        }

        run.Rows.Single().Message.Should().Be("Hello Anna 2026 Error: forged[0m");
    }

    [Fact]
    public async Task Log_AcrossAwaitsAndThreads_GoesToItsRun()
    {
        var runs = Enumerable.Range(0, 20).Select(i => new LoggedRun { Bot = $"bot-{i}" }).ToArray();

        await Task.WhenAll(runs.Select(async run =>
        {
            using (_capture.Enter(run))
            {
                Logger().LogInformation("{Bot}", run.Bot);
                await Task.Yield();
                Logger().LogInformation("{Bot}", run.Bot);
                await Task.Run(() => Logger().LogInformation("{Bot}", run.Bot));
            }
        }));

        runs.Should().OnlyContain(run => run.Rows.Count == 3 && run.Rows.All(row => row.Message == run.Bot));
    }

    [Fact]
    public void Enter_ChildRun_HidesItsParentUntilItEnds()
    {
        var (parent, child) = (new LoggedRun(), new LoggedRun());
        using (_capture.Enter(parent))
        {
            Logger().LogInformation("before");
            using (_capture.Enter(child))
            {
                Logger().LogInformation("inside");
            }

            Logger().LogInformation("after");
        }

        _capture.Current.Should().BeNull();
        parent.Rows.Select(r => r.Message).Should().Equal("before", "after");
        child.Rows.Select(r => r.Message).Should().Equal("inside");
    }

    [Fact]
    public void Enter_CaptureIsOff_DoesNothing()
    {
        var capture = Capture(new() { Enabled = false });
        using var loggers = Loggers(capture);
        var run = new LoggedRun();

        using (capture.Enter(run))
        {
            capture.IsEnabled.Should().BeFalse();
            capture.Current.Should().BeNull();
            loggers.CreateLogger("Crm").IsEnabled(LogLevel.Critical).Should().BeFalse();
            loggers.CreateLogger("Crm").LogCritical("line");
        }

        run.Log.Should().BeNull();
    }

    [Fact]
    public void Log_FirstLinesAtOnce_ShareOneLog()
    {
        for (var i = 0; i < 50; i++)
        {
            var run = new LoggedRun();
            using (_capture.Enter(run))
            {
                Parallel.For(0, 8, _ => Logger().LogInformation("line"));
            }

            run.Rows.Should().HaveCount(8);
        }

        _capture.Bytes.Should().Be(0);
    }

    [Fact]
    public void Bytes_WhileRunsGoOn_IsWhatTheirLinesHold()
    {
        var run = new LoggedRun();
        using (_capture.Enter(run))
        {
            Logger().LogInformation("four");
        }

        _capture.Bytes.Should().Be(RunLogRow.RowBytes + 8);
        run.Rows.Should().HaveCount(1);
        _capture.Bytes.Should().Be(0);
    }

    [Fact]
    public void BeginScope_HasNoScope() => new LogCaptureLogger("Crm", _capture).BeginScope("scope").Should().BeNull();

    [Fact]
    public void Options_Defaults()
    {
        var options = new LogCaptureOptions();

        (options.Enabled, options.MaxRows, options.MaxBytes, options.MaxTotalBytes).Should().Be((true, 1_000, 262_144, 67_108_864L));
        Problems(options).Should().BeEmpty();
        Problems(new() { MaxRows = 9, MaxBytes = 16_383, MaxTotalBytes = 65_535 }).Should().HaveCount(3);
    }

    public void Dispose() => _loggers.Dispose();

    private static LogCapture Capture(LogCaptureOptions options) => new(new OptionsWrapper<LogCaptureOptions>(options), new FakeTimeProvider(Noon));

    private static ILoggerFactory Loggers(LogCapture capture)
        => LoggerFactory.Create(logging => logging.AddProvider(new LogCaptureProvider(capture)));

    private static IEnumerable<string> Problems(LogCaptureOptions options) => new LogCaptureOptionsValidator().Validate(null, options).Failures ?? [];

    private ILogger Logger() => _loggers.CreateLogger("Crm.Client");
}
