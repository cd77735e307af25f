using BotKit.Handlers.Content.Templates;
using BotKit.Ledger;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Content.Models;

/// <summary>Asks a model for pieces; where the options say so, templates write what it does not give.</summary>
internal sealed partial class ModelContentGenerator(
    IChatClient client,
    TemplateContentGenerator templates,
    BudgetKeeper budget,
    ContentSettings settings,
    TimeProvider clock,
    ILogger<ModelContentGenerator> logger) : IContentGenerator
{
    /// <summary>Characters of a token at least, in languages that put blanks between words: an estimate on the high side.</summary>
    private const double CharactersPerToken = 2.5;

    private const int TokensAround = 200;

    public string Name => "model";

    public (long Tokens, decimal Cost) Estimate(ContentOrder order)
    {
        var first = MostOf(ModelPrompt.Of(order, settings.Options.Gates).Text.Length);
        var second = MostOf(ModelPrompt.Of(order, settings.Options.Gates).Text.Length + (int)(settings.Options.Model.MaxOutputTokens * CharactersPerToken));
        return (first.Tokens + second.Tokens, first.Cost + second.Cost);
    }

    public async ValueTask<ContentDraft> GenerateAsync(ContentOrder order, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(order, cancellationToken).ConfigureAwait(false);
        }
        catch (BotException failure) when (IsDegraded(failure.Code))
        {
            LogDegraded(failure.Code, (failure.InnerException ?? failure).GetType().Name);
            ContentDraft draft;
            try
            {
                draft = await templates.GenerateAsync(order, cancellationToken).ConfigureAwait(false);
            }
            catch (BotException second) when (second.Code == ContentErrorCodes.TemplateUnknown)
            {
                throw ContentFailure.Of(failure.Code, failure.Message, failure);
            }

            return draft with { Engine = templates.Name, DegradedBy = failure.Code };
        }
    }

    private bool IsDegraded(string code) => code switch
    {
        ContentErrorCodes.BudgetSpent => settings.Options.Budget.WhenSpent == ContentSpent.Templates,
        ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelTimeout or ContentErrorCodes.ModelUnavailable
            or ContentErrorCodes.ModelRefused or ContentErrorCodes.ModelOutputInvalid => settings.Options.Model.OnFailure == ContentFallback.Templates,
        _ => false,
    };

    private async ValueTask<ContentDraft> AskAsync(ContentOrder order, CancellationToken cancellationToken)
    {
        var prompt = ModelPrompt.Of(order, settings.Options.Gates);
        var first = await AskOnceAsync(order, prompt.First(), cancellationToken).ConfigureAwait(false);
        var (answer, rounds, last) = (ModelAnswer.Read(first.Text, first.IsCutOff, order, prompt), 1, first);
        var (faults, used) = (answer.Faults, first.Used);
        if (faults.Count > 0)
        {
            last = await AskOnceAsync(order, prompt.Repair(first.Text, faults), cancellationToken).ConfigureAwait(false);
            (answer, rounds) = (ModelAnswer.Read(last.Text, last.IsCutOff, order, prompt), 2);
            used = new ModelUse(used.InputTokens + last.Used.InputTokens, used.OutputTokens + last.Used.OutputTokens, used.Cost + last.Used.Cost);
        }

        if (answer.Faults.Count > 0)
        {
            throw ContentFailure.Of(ContentErrorCodes.ModelOutputInvalid, $"The model's answer cannot be used, also after a repair: {string.Join(' ', answer.Faults)}");
        }

        return new ContentDraft
        {
            Title = answer.Title,
            MetaDescription = answer.MetaDescription,
            Markdown = answer.Markdown,
            Model = new ContentModelCall
            {
                ModelId = last.ModelId,
                PromptVersion = ModelPrompt.Version,
                PromptSha256 = prompt.Sha256,
                Prompt = prompt.Text,
                Rounds = rounds,
                Repaired = faults,
                InputTokens = used.InputTokens,
                OutputTokens = used.OutputTokens,
                TokensTold = first.IsTold && last.IsTold,
                Cost = used.Cost,
            },
        };
    }

    private async ValueTask<Reply> AskOnceAsync(ContentOrder order, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var model = settings.Options.Model;
        var reserved = MostOf(messages.Sum(static message => message.Text.Length));
        await budget.ReserveAsync(order, reserved, cancellationToken).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(model.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // What is not known to be unused stays reserved: the server may have worked for a call that was given up.
        var used = reserved;
        try
        {
            var response = await client.GetResponseAsync(messages, OptionsOf(model), both.Token).WaitAsync(both.Token).ConfigureAwait(false);
            var text = response.Text ?? "";
            var isTold = response.Usage is { InputTokenCount: >= 0, OutputTokenCount: >= 0 };
            var (input, output) = isTold
                ? (response.Usage!.InputTokenCount!.Value, response.Usage.OutputTokenCount!.Value)
                : (reserved.InputTokens, TokensOf(text.Length));
            used = new ModelUse(input, output, budget.CostOf(input, output));
            return new Reply(text, response.FinishReason == ChatFinishReason.Length, response.ModelId ?? model.Id ?? "unknown", used, isTold);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException failure)
        {
            throw ModelFailures.Timeout(failure);
        }
#pragma warning disable CA1031 // Clients throw what they like; each becomes one verdict.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var verdict = ModelFailures.Of(failure);
            used = verdict.Code is ContentErrorCodes.ModelBusy or ContentErrorCodes.ModelRefused ? default : used;
            throw verdict;
        }
        finally
        {
            await SettleAsync(order, reserved, used).ConfigureAwait(false);
        }
    }

    private async ValueTask SettleAsync(ContentOrder order, ModelUse reserved, ModelUse used)
    {
        try
        {
            await budget.SettleAsync(order, reserved, used).ConfigureAwait(false);
        }
        catch (BotStoreException failure)
        {
            // An answer that is there and paid for is not thrown away for it.
            LogNotSettled(failure);
        }
    }

    private static ChatOptions OptionsOf(ContentModelOptions model) => new()
    {
        ModelId = model.Id,
        MaxOutputTokens = model.MaxOutputTokens,
        Temperature = model.Temperature,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(ModelAnswer.Schema, "piece", "A piece of content"),
    };

    private ModelUse MostOf(int characters)
    {
        var (input, output) = (TokensOf(characters), settings.Options.Model.MaxOutputTokens);
        return new ModelUse(input, output, budget.CostOf(input, output));
    }

    private static long TokensOf(int characters) => (long)Math.Ceiling(characters / CharactersPerToken) + TokensAround;

    [LoggerMessage(5401, LogLevel.Warning, "Templates write a piece in place of the model: {Code} ({Cause}).")]
    private partial void LogDegraded(string code, string cause);

    [LoggerMessage(5402, LogLevel.Warning, "What a call of the model did not use could not be given back to the budget; it stays counted for the day.")]
    private partial void LogNotSettled(Exception exception);

    private sealed record Reply(string Text, bool IsCutOff, string ModelId, ModelUse Used, bool IsTold);
}
