using System.Diagnostics.CodeAnalysis;
using DotLiquid;

namespace BotKit.Handlers.Content.Templates;

/// <summary>What one rendering may still use up. It belongs to the thread that renders.</summary>
internal sealed class LiquidBudget(ContentTemplateOptions limits, TimeProvider clock, DateTimeOffset now, CancellationToken cancellationToken)
{
    public const string Key = "botkit";

    /// <summary>The longest text that there may be on the way.</summary>
    public const int MaxValue = 1_000_000;

    private const int MaxIncludes = 50;

    private readonly long _start = clock.GetTimestamp();
    private readonly long _bytes = GC.GetAllocatedBytesForCurrentThread();
    private int _steps;
    private int _includes;

    /// <summary>The time that <c>now</c> means in a template.</summary>
    public DateTimeOffset Now => now;

    public static LiquidBudget Of(Context context) => (LiquidBudget)context.Registers[Key];

    /// <summary>A tag was passed.</summary>
    public void Step()
    {
        if (++_steps > limits.MaxSteps)
        {
            Exceed($"passes more than {limits.MaxSteps} tags");
        }

        Check();
    }

    /// <summary>Between any two steps that take long.</summary>
    public void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
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

    public static void CheckText(long length)
    {
        if (length > MaxValue)
        {
            Exceed($"makes a text of more than {MaxValue} characters");
        }
    }

    [DoesNotReturn]
    public static void Exceed(string how) => throw new LiquidLimitException(how);
}
