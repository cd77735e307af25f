using System.Collections.Concurrent;
using DotLiquid;
using DotLiquid.Exceptions;

namespace BotKit.Handlers.Content.Templates;

/// <summary>Renders Liquid templates, each on a thread of its own, so that none can hold its caller or run out of stack.</summary>
internal sealed class LiquidEngine(ContentSettings settings, TimeProvider time)
{
    private const int StackBytes = 16 << 20;
    private const int MaxLost = 8;

    /// <summary>The machine's own clock: it guards the machine, not what is done on it.</summary>
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>The first template of a process loads what all of them need; that is not its time.</summary>
    private static readonly Lazy<string> Warm = new(static () => Render(
        Parse("{% assign b = a %}{% for i in (1..2) %}{% if i == 1 and b contains 'a' %}{{ i | plus: 1 | append: 'x' | split: 'x' | first }}{% elsif a %}{{ b | date: 'd' }}{% endif %}{% endfor %}{% capture c %}{% cycle 'a', 'b' %}{% endcapture %}"),
        new Hash { ["a"] = "a" },
        "en",
        static _ => null,
        new ContentTemplateOptions { Timeout = TimeSpan.FromMinutes(1) },
        default,
        CancellationToken.None));

    /// <summary>What was read once is not read again; there are only those of the options.</summary>
    private readonly ConcurrentDictionary<string, Template> _parsed = new(StringComparer.Ordinal);

    private int _lost;

    static LiquidEngine() => Template.RegisterTag<LiquidStep>(LiquidStep.Marker);

    /// <summary>Throws when a template is none.</summary>
    public static void Check(string source) => Parse(source);

    /// <exception cref="BotException">The template is none, or goes beyond its limits.</exception>
    public async ValueTask<string> RenderAsync(string source, Hash data, string language, Func<string, string?> include, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _lost) >= MaxLost)
        {
            throw ContentFailure.Of(ContentErrorCodes.TemplateLimit, "Too many templates did not stop in time; the host has to be started anew.");
        }

        _ = Warm.Value;
        var template = Of(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var limits = settings.Options.Limits;
        var now = time.GetUtcNow();
        var state = 0;
        var token = stop.Token;
        var thread = new Thread(
            () =>
            {
                try
                {
                    done.TrySetResult(Render(template, data, language, name => include(name) is { } found ? Of(found) : null, limits, now, token));
                }
#pragma warning disable CA1031 // Whatever a template does to the thread belongs to its caller.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    done.TrySetException(failure);
                }

                if (Interlocked.Exchange(ref state, 1) == 2)
                {
                    Interlocked.Decrement(ref _lost);
                }
            },
            StackBytes)
        { IsBackground = true, Name = "BotKit template" };
        thread.Start();
        try
        {
            return await done.Task.WaitAsync(limits.Timeout + Grace, Clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is LiquidLimitException or TimeoutException or MaximumIterationsExceededException or StackLevelException or RenderException or OutOfMemoryException)
        {
            throw ContentFailure.Of(
                ContentErrorCodes.TemplateLimit,
                $"The template goes beyond its limits: it {HowOf(failure, limits)}.",
                failure);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw ContentFailure.Of(ContentErrorCodes.TemplateInvalid, TextOf(failure), failure);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (!done.Task.IsCompleted)
            {
                Interlocked.Increment(ref _lost);
                if (Interlocked.Exchange(ref state, 2) == 1)
                {
                    Interlocked.Decrement(ref _lost);
                }

                // Nobody waits for it any more.
                _ = done.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
            }
        }
    }

    private static string Render(
        Template template, Hash data, string language, Func<string, Template?> include, ContentTemplateOptions limits, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var culture = ContentCulture.Of(language);
        var budget = new LiquidBudget(limits, Clock, now, cancellationToken);
        var registers = new Hash { [LiquidBudget.Key] = budget, ["file_system"] = new LiquidIncludes(include) };
        var context = new Context([data], [], registers, ErrorsOutputMode.Rethrow, limits.MaxSteps, culture, cancellationToken)
        {
            SyntaxCompatibilityLevel = SyntaxCompatibility.DotLiquid22a,
        };
        // The filters of RenderParameters are not for a context of one's own.
        context.AddFilters(typeof(LiquidFilters));
        var output = new LiquidOutput(limits.MaxOutput);
        template.Render(output, new RenderParameters(culture) { Context = context, ErrorsOutputMode = ErrorsOutputMode.Rethrow });
        return output.ToString();
    }

    private Template Of(string source) => _parsed.GetOrAdd(source, Parse);

    private static Template Parse(string source)
    {
        var template = Template.Parse(LiquidSource.Prepare(source), SyntaxCompatibility.DotLiquid22a);
        template.MakeThreadSafe();
        return template;
    }

    private static string HowOf(Exception failure, ContentTemplateOptions limits) => failure switch
    {
        LiquidLimitException => failure.Message,
        MaximumIterationsExceededException => $"goes round a loop more than {limits.MaxSteps} times",
        StackLevelException => "is nested too deeply",
        _ => $"takes longer than {limits.Timeout.TotalMilliseconds:F0} ms",
    };

    /// <summary>What DotLiquid says about a template names its tags and not its data.</summary>
    private static string TextOf(Exception failure) => failure switch
    {
        SyntaxException or FileSystemException => $"The template cannot be rendered: {failure.Message.TrimEnd('.')}.",
        _ => "The template cannot be rendered with this data.",
    };
}
