using System.Diagnostics.CodeAnalysis;

namespace BotKit.Handlers.Content.Templates;

/// <summary>What one rendering may still use up. It belongs to the thread that renders.</summary>
internal sealed class LiquidBudget(ContentTemplateOptions limits, TimeProvider clock, DateTimeOffset now, CancellationToken cancellationToken)
{
    /// <summary>The longest text or list that a filter may make.</summary>
    public const int MaxValue = 1_000_000;

    private const int MaxIncludes = 50;

    private readonly long _start = clock.GetTimestamp();
    private readonly long _bytes = GC.GetAllocatedBytesForCurrentThread();
    private int _steps;
    private int _includes;

    public static string Key => "botkit";

    public int MaxOutput => limits.MaxOutput;

    /// <summary>The time that <c>now</c> means in a template.</summary>
    public DateTimeOffset Now => now;

    /// <summary>A tag was passed.</summary>
    public void Step()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++_steps > limits.MaxSteps)
        {
            Exceed($"passes more than {limits.MaxSteps} tags");
        }

        if (GC.GetAllocatedBytesForCurrentThread() - _bytes > limits.MaxBytes)
        {
            Exceed($"takes more than {limits.MaxBytes} bytes of memory");
        }

        if (clock.GetElapsedTime(_start) > limits.Timeout)
        {
            Exceed($"takes longer than {limits.Timeout.TotalMilliseconds:F0} ms");
        }
    }

    public void Include()
    {
        if (++_includes > MaxIncludes)
        {
            Exceed($"includes templates more than {MaxIncludes} times");
        }
    }

    [DoesNotReturn]
    public static void Exceed(string how) => throw new LiquidLimitException(how);
}
