using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace BotKit.Handlers.Leads;

/// <summary>Grows boosted trees with ML.NET's FastTree, on one thread and with fixed seeds: the same rows give the same trees.</summary>
internal static class TreeTrainer
{
    private const string Label = nameof(TreeRow.Label);
    private const string Features = nameof(TreeRow.Features);

    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static TreeEnsemble Train(float[][] features, bool[] labels, TreeSettings settings, CancellationToken cancellationToken)
    {
        var context = new MLContext(settings.Seed);
        var schema = SchemaDefinition.Create(typeof(TreeRow));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features[0].Length);
        var rows = features.Select((values, index) => new TreeRow { Features = values, Label = labels[index] });
        var data = context.Data.LoadFromEnumerable(rows, schema);
        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = Label,
            FeatureColumnName = Features,
            NumberOfTrees = settings.Trees,
            NumberOfLeaves = settings.Leaves,
            MinimumExampleCountPerLeaf = settings.MinRowsPerLeaf,
            LearningRate = settings.LearningRate,
            FeatureFraction = settings.FeatureShare,
            BaggingSize = settings.BagSize,
            BaggingExampleFraction = settings.BagShare,
            NumberOfThreads = 1,
            Seed = settings.Seed,
            FeatureSelectionSeed = settings.Seed,
            MaximumBinCountPerFeature = 64,
        });
        using var registration = cancellationToken.Register(() => CancelExecution(context));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Flatten(trainer.Fit(data).Model.SubModel.TrainedTreeEnsemble, features);
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The training was canceled.", failure, cancellationToken);
        }
    }

    // ML.NET looks for a cancellation after each tree, but has no public way to ask for it; a test holds this against new versions.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CancelExecution))]
    private static extern void CancelExecution(MLContext context);

    private static TreeEnsemble Flatten(RegressionTreeEnsemble ensemble, float[][] rows)
    {
        var nodes = new List<(int Feature, float Threshold, int Left, int Right, double Value)>();
        var roots = new List<int>();
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
        {
            roots.Add(nodes.Count);
            Add(ensemble.Trees[tree], ensemble.TreeWeights[tree], nodes);
        }

        // The mean score of the rows through a node is known when they have gone through.
        var result = new TreeEnsemble
        {
            Roots = [.. roots],
            Feature = [.. nodes.Select(static node => node.Feature)],
            Threshold = [.. nodes.Select(static node => node.Threshold)],
            Left = [.. nodes.Select(static node => node.Left)],
            Right = [.. nodes.Select(static node => node.Right)],
            Value = [.. nodes.Select(static node => node.Value)],
        };
        SetMeans(result, rows);
        return result;
    }

    private static void Add(RegressionTree tree, double weight, List<(int Feature, float Threshold, int Left, int Right, double Value)> nodes)
    {
        var inner = tree.NumericalSplitFeatureIndexes.Count;
        var first = nodes.Count;
        for (var node = 0; node < inner; node++)
        {
            nodes.Add((tree.NumericalSplitFeatureIndexes[node], tree.NumericalSplitThresholds[node], Place(tree.LeftChild[node]), Place(tree.RightChild[node]), 0));
        }

        for (var leaf = 0; leaf < tree.LeafValues.Count; leaf++)
        {
            nodes.Add((-1, 0, -1, -1, weight * tree.LeafValues[leaf]));
        }

        int Place(int child) => child >= 0 ? first + child : first + inner + ~child;
    }

    private static void SetMeans(TreeEnsemble trees, float[][] rows)
    {
        var counts = new double[trees.Feature.Length];
        foreach (var row in rows)
        {
            foreach (var root in trees.Roots)
            {
                var node = root;
                counts[node]++;
                while (trees.Feature[node] is >= 0 and var feature)
                {
                    node = row[feature] <= trees.Threshold[node] ? trees.Left[node] : trees.Right[node];
                    counts[node]++;
                }
            }
        }

        for (var node = counts.Length - 1; node >= 0; node--)
        {
            if (trees.Feature[node] >= 0)
            {
                var (left, right) = (trees.Left[node], trees.Right[node]);
                var total = counts[left] + counts[right];
                trees.Value[node] = total == 0
                    ? (trees.Value[left] + trees.Value[right]) / 2
                    : (trees.Value[left] * counts[left] + trees.Value[right] * counts[right]) / total;
            }
        }
    }
}
