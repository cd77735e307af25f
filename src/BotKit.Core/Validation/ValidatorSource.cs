namespace BotKit.Validation;

/// <summary>Where one of a bot's validators comes from: shared by all runs, or made in each run's scope.</summary>
internal readonly struct ValidatorSource<TInput>
{
    private readonly IBotValidator<TInput>? _shared;
    private readonly Func<IServiceProvider, IBotValidator<TInput>>? _create;

    public ValidatorSource(IBotValidator<TInput> shared) => _shared = shared;

    public ValidatorSource(Func<IServiceProvider, IBotValidator<TInput>> create) => _create = create;

    public IBotValidator<TInput> Get(BotContext context) => _shared ?? _create!(context.Services);

    public IBotValidator<TInput> Get(IServiceProvider services) => _shared ?? _create!(services);
}
