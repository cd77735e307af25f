using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.Diagnostics;
using BotKit.Errors;
using BotKit.Execution;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Validation;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.DependencyInjection;

/// <summary>One registered bot whose types are known.</summary>
internal sealed class BotRegistration<TBot, TInput, TResult>(string name, string? description) : BotRegistration(name, description)
    where TBot : class, IBotShape
{
    private readonly Type _botType = typeof(TBot);
    private readonly List<(Type Type, ServiceLifetime Lifetime)> _validators = [];

    public override Type BotType => typeof(TBot);

    public override Type InputType => typeof(TInput);

    public override Type ResultType => typeof(TResult);

    public override void AddValidator(Type validator, ServiceLifetime lifetime)
    {
        if (!typeof(IValidator<TInput>).IsAssignableFrom(validator) && !typeof(IBotValidator<TInput>).IsAssignableFrom(validator))
        {
            throw new InvalidOperationException(
                $"{validator} does not validate {typeof(TInput)}, the input of bot '{Name}': it is neither an IValidator<{typeof(TInput).Name}> nor an IBotValidator<{typeof(TInput).Name}>.");
        }

        _validators.Add((validator, lifetime));
    }

    public override BotRunner CreateRunner(IServiceProvider services, BotOptions options, RunServices shared, StateSynchronizer states, ErrorClassifier errors)
    {
        var json = services.GetRequiredService<BotJson>();
        var input = (JsonTypeInfo<TInput>?)json.Find(typeof(TInput));
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger("BotKit.Bots." + Name);
        var runtime = new BotRuntime(
            Name, options, shared.Clock, logger is null ? NullLogger.Instance : new GuardedLogger(logger), errors);
        var descriptor = new BotDescriptor(Description, () => Schema(services, input))
        {
            Name = Name,
            BotType = typeof(TBot),
            InputType = typeof(TInput),
            ResultType = typeof(TResult),
            InputJson = input,
            PayloadVersion = PayloadVersion,
            ResultJson = json.Find(typeof(TResult)),
        };
        descriptor.Describe(options.Description);
        var composer = new PipelineComposer<TInput, TResult>(
            Activate,
            new InputBinder<TInput>(Name, input, PayloadVersion, services.GetRequiredService<StoredInputs>().Of(descriptor)),
            Validation(services, input),
            [.. services.GetRequiredService<BotRegistry>().Middleware, .. Middleware],
            states.IsShared ? states : null,
            logger is not null && shared.Capture.IsEnabled,
            logger is not null && services.GetServices<ILoggerProvider>().Any(static provider => provider is ISupportExternalScope),
            services.GetRequiredService<HeldRunServices>(),
            Upgrade);
        return new BotRunner<TInput, TResult>(descriptor, runtime, shared, states, composer);
    }

    // By its type and not by the type argument, which code shared by all bots would have to look up for each run.
    private BaseBot<TInput, TResult> Activate(IServiceProvider scope)
        => (BaseBot<TInput, TResult>)(scope.GetService(_botType) ?? throw NotRegistered());

    private InvalidOperationException NotRegistered()
        => new($"No service for {_botType}, the class of bot '{Name}', is registered any more.");

    private InputValidation<TInput>? Validation(IServiceProvider services, JsonTypeInfo<TInput>? input)
    {
        if (_validators.Count == 0)
        {
            return null;
        }

        return new InputValidation<TInput>([.. _validators.ConvertAll(validator => Source(services, validator, input))]);
    }

    private static ValidatorSource<TInput> Source(
        IServiceProvider services, (Type Type, ServiceLifetime Lifetime) validator, JsonTypeInfo<TInput>? input)
        => validator.Lifetime == ServiceLifetime.Singleton
            ? new(Adapt(services.GetRequiredService(validator.Type), input))
            : new(scope => Adapt(scope.GetRequiredService(validator.Type), input));

    private static IBotValidator<TInput> Adapt(object validator, JsonTypeInfo<TInput>? input)
        => validator as IBotValidator<TInput> ?? new FluentValidationAdapter<TInput>((IValidator<TInput>)validator, input);

    private JsonElement? Schema(IServiceProvider services, JsonTypeInfo<TInput>? input)
    {
        if (input is null)
        {
            return null;
        }

        using var scope = services.CreateScope();
        var rules = _validators.ConvertAll(validator => scope.ServiceProvider.GetRequiredService(validator.Type)).OfType<IValidator>();
        return InputSchema.Create(input, [.. rules]);
    }
}
