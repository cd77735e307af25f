namespace BotKit.Pipeline;

/// <summary>A run whose input and result types are known.</summary>
internal sealed class BotRun<TInput, TResult> : BotRun
{
    private TResult? _result;

    public BotRun(BotRuntime bot, RunServices services)
        : base(bot, services)
    {
    }

    /// <summary>The bound input.</summary>
    public TInput? TypedInput { get; set; }

    /// <summary>The input as JSON, until it is bound; <see langword="null"/> when it came as an object.</summary>
    public JsonInput? Json { get; set; }

    public TResult? TypedResult => _result;

    /// <summary>Who ends the run, and answers whoever is kept waiting.</summary>
    public PendingRun<TInput, TResult>? Waiter { get; set; }

    protected override void Abandon() => Waiter?.Abandon();

    public override object? UntypedInput => TypedInput;

    public override object? UntypedResult
    {
        get => End == RunEnd.Succeeded ? _result : null;
        set
        {
            if (value is not TResult result)
            {
                throw new ArgumentException(
                    $"The result of bot '{Bot}' is a {typeof(TResult).Name}, not a {value?.GetType().Name ?? "null"}.", nameof(value));
            }

            Succeed(result);
        }
    }

    public void Succeed(TResult result)
    {
        _result = result;
        Succeed();
    }

    protected override void Forget()
    {
        base.Forget();
        _result = default;
        TypedInput = default;
        Json = null;
        Waiter = null;
    }
}
